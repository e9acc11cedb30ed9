package gradus.search;

import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.proxies.Trainer;
import gradus.results.Candidate;
import gradus.results.HallOfFame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Ranks the best candidates of a search anew. The best score of a noisy search is luck, so the
 * finalists are trained from seeds that the search has not seen, and ranked by the mean less its
 * standard error; one that fails on any seed is out.
 */
final class Finals {
  private static final List<String> COLUMNS =
      List.of("standard_error", "search_fitness", "candidate");

  private record Finalist(Candidate candidate, Program program, Sample losses) {
    double rating() {
      return -losses.mean() - losses.standardError();
    }
  }

  private Finals() {}

  static HallOfFame of(
      List<Candidate> candidates,
      Configuration configuration,
      Trainer trainer,
      Workers workers,
      Consumer<String> log)
      throws InterruptedException {
    List<Candidate> best = best(candidates, configuration.finalists());
    log.accept(
        "ranking the best %d again, from %d fresh seeds each"
            .formatted(best.size(), configuration.finalTrainings()));
    List<Long> seeds =
        Sample.seeds(Seeds.SELECTION, configuration.seed(), configuration.finalTrainings());
    List<Finalist> finalists =
        new ArrayList<>(
            workers.all(
                best,
                (evaluator, candidate) -> {
                  Program program = program(candidate);
                  return new Finalist(
                      candidate, program, Sample.losses(evaluator, program, trainer, seeds));
                }));
    finalists.removeIf(finalist -> finalist.losses().failures() > 0);
    finalists.sort(
        Comparator.comparingDouble(Finalist::rating)
            .reversed()
            .thenComparingInt(finalist -> finalist.candidate().number()));
    List<HallOfFame.Entry> entries = new ArrayList<>();
    for (Finalist finalist : finalists) {
      entries.add(entry(entries.size() + 1, finalist, configuration));
    }
    return new HallOfFame(COLUMNS, entries);
  }

  private static Program program(Candidate candidate) {
    return Parser.program(
        "candidate " + candidate.number(),
        candidate.program(),
        Dialect.STANDARD,
        Functions.standard());
  }

  /** The candidates of highest fitness, one for each hash; the earliest where they are equal. */
  private static List<Candidate> best(List<Candidate> candidates, int count) {
    Set<String> hashes = new HashSet<>();
    return candidates.stream()
        .filter(candidate -> candidate.outcome().equals(Evaluation.TRAINED))
        .sorted(
            Comparator.comparingDouble(Candidate::fitness)
                .reversed()
                .thenComparingInt(Candidate::number))
        .filter(candidate -> hashes.add(candidate.hash()))
        .limit(count)
        .toList();
  }

  private static HallOfFame.Entry entry(int rank, Finalist finalist, Configuration configuration) {
    Candidate candidate = finalist.candidate();
    Program simple = Simplifier.simplify(finalist.program()).named("find_" + candidate.number());
    String text =
        """
        # %s: found by a search on %s
        # Source: candidate %d of a search from %s with seed %d
        # Learning rate: 1
        %s\
        """
            .formatted(
                simple.name(),
                configuration.task(),
                candidate.number(),
                configuration.start(),
                configuration.seed(),
                Printer.print(simple));
    return new HallOfFame.Entry(
        rank,
        -finalist.losses().mean(),
        simple.statements().size(),
        candidate.hash(),
        candidate.hash(),
        text,
        List.of(
            Double.toString(finalist.losses().standardError()),
            Double.toString(candidate.fitness()),
            Integer.toString(candidate.number())));
  }
}

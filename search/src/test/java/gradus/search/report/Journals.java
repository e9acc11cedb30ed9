package gradus.search.report;

import gradus.grammar.Hash;
import gradus.grammar.Liveness;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.results.Candidate;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Runs that no search has made: a function of their length, so that equal ones can be made again.
 */
final class Journals {
  static final String CONFIG =
      """
      task: digits
      start: adamw_search
      seed: 7
      evaluations: 100000
      trainings: 2
      population: 100
      workers: %d
      """;

  private static final String[] CATEGORIES = {
    "trained", "trained", "trained", "trained", "not-finite", "worse-than-start", "no-descent",
    "ignores-gradient", "deadline", "out-of-memory", "a-category <of> tomorrow",
        "a-category <of> tomorrow", "another", "more"
  };

  private Journals() {}

  /** A run with so many candidates and, if it is told to, a hall of fame. */
  static RunDirectory make(Path path, int count, int workers, boolean ended) {
    RunDirectory run = RunDirectory.create(path, CONFIG.formatted(workers), Map.of());
    List<Candidate> batch = new ArrayList<>();
    Random random = new Random(5);
    Set<String> hashes = new HashSet<>();
    List<List<String>> bodies = new ArrayList<>(List.of(List.of()));
    for (int number = 1; number <= count; number++) {
      int parent = number == 1 ? 0 : number - 1 - random.nextInt(Math.min(number - 1, 100));
      List<String> body = new ArrayList<>(bodies.get(Math.max(0, parent % 200)));
      mutate(body, random, number);
      if (bodies.size() < 200) {
        bodies.add(body);
      } else {
        bodies.set(number % 200, body);
      }
      batch.add(candidate(number, parent, body, random, hashes));
      if (batch.size() == 1000 || number == count) {
        run.store().append(batch);
        batch.clear();
      }
    }
    if (ended) {
      run.write(hall(run));
    }
    return run;
  }

  private static void mutate(List<String> body, Random random, int number) {
    if (body.size() > 24 || !body.isEmpty() && random.nextInt(3) == 0) {
      body.remove(random.nextInt(body.size()));
    } else {
      String name = random.nextInt(4) == 0 ? "g" : "x" + number % 7;
      body.add(
          random.nextInt(body.size() + 1),
          name + " = interp(g, m, " + Math.round(random.nextDouble() * 1e6) / 1e6 + ")");
    }
  }

  private static Candidate candidate(
      int number, int parent, List<String> body, Random random, Set<String> hashes) {
    StringBuilder text = new StringBuilder("def rule(w, g, m, lr):\n");
    body.forEach(line -> text.append("    ").append(line).append('\n'));
    text.append("    m = interp(g, m, 0.9)\n    update = m * lr\n    return update, m\n");
    Program program = Parser.program("rule", text.toString());
    String hash = Hash.of(program);
    boolean cached = !hashes.add(hash);
    String outcome = cached ? "trained" : CATEGORIES[random.nextInt(CATEGORIES.length)];
    boolean trained = outcome.equals("trained");
    double fitness = -1 - 1 / (0.5 + StrictMath.log(number + 1)) - 0.3 * random.nextDouble();
    return new Candidate(
        number,
        parent,
        parent == 0 ? "start" : List.of("insert", "delete", "change").get(random.nextInt(3)),
        Printer.print(program),
        hash,
        outcome,
        trained ? fitness : Double.NaN,
        cached,
        program.statements().size(),
        program.statements().size() - Liveness.of(program).statements().cardinality(),
        random.nextInt(4),
        cached ? List.of() : trained ? List.of(-fitness, -fitness) : List.of(Double.NaN));
  }

  private static HallOfFame hall(RunDirectory run) {
    List<HallOfFame.Entry> entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    run.store().candidates().stream()
        .filter(candidate -> candidate.outcome().equals("trained"))
        .sorted((a, b) -> Double.compare(b.fitness(), a.fitness()))
        .filter(candidate -> names.add(candidate.hash()))
        .limit(20)
        .forEach(candidate -> {
          Program simple =
              Simplifier.simplify(Parser.program("rule", candidate.program()))
                  .named("find_" + candidate.number());
          entries.add(
              new HallOfFame.Entry(
                  entries.size() + 1,
                  candidate.fitness(),
                  simple.statements().size(),
                  candidate.hash(),
                  candidate.hash(),
                  "# <found> & kept\n" + Printer.print(simple),
                  List.of("0.001")));
        });
    return new HallOfFame(List.of("standard_error"), entries);
  }
}

package gradus.search.report;

import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.results.Candidate;
import gradus.results.RunDirectory;
import gradus.search.Evaluation;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which programs of a run have something in them: whether a search came upon an idea, when, and how
 * good it was there. Programs are looked at without what is redundant, each once.
 *
 * @param programs how many different programs were trained without failing
 * @param found in how many of them the pattern was found
 * @param first the candidate in which it was found first; 0 if in none
 * @param best the candidate with the highest fitness when it first came up; 0 if there is none
 * @param fitness its fitness then; NaN if there is none
 */
public record Matches(int programs, int found, int first, int best, double fitness) {

  /**
   * Looks through a run, which may be going on.
   *
   * @param path its directory
   * @param pattern what is looked for in the text of a program
   * @return what was found
   */
  public static Matches of(Path path, Pattern pattern) {
    try (RunDirectory run = RunDirectory.read(path)) {
      Reading reading = new Reading(pattern);
      run.store().forEach(reading::add);
      return reading.matches();
    }
  }

  private static final class Reading {
    private final Pattern pattern;
    private final Set<String> seen = new HashSet<>();
    private int found;
    private int first;
    private int best;
    private double fitness = Double.NaN;

    private Reading(Pattern pattern) {
      this.pattern = pattern;
    }

    private void add(Candidate candidate) {
      if (!candidate.outcome().equals(Evaluation.TRAINED) || !seen.add(candidate.hash())) {
        return;
      }
      Program program =
          Parser.program(
              "candidate " + candidate.number(),
              candidate.program(),
              Dialect.STANDARD,
              Functions.standard());
      if (pattern.matcher(Printer.print(Simplifier.simplify(program))).find()) {
        found++;
        first = first == 0 ? candidate.number() : first;
        if (best == 0 || candidate.fitness() > fitness) {
          best = candidate.number();
          fitness = candidate.fitness();
        }
      }
    }

    private Matches matches() {
      return new Matches(seen.size(), found, first, best, fitness);
    }
  }
}

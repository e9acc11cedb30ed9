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
import java.util.List;
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
   * @param patterns what is looked for in the text of a program
   * @return what was found of each
   */
  public static List<Matches> of(Path path, List<Pattern> patterns) {
    try (RunDirectory run = RunDirectory.read(path)) {
      Set<String> seen = new HashSet<>();
      List<Finding> findings = patterns.stream().map(Finding::new).toList();
      run.store()
          .forEach(candidate -> {
            boolean trained = candidate.outcome().equals(Evaluation.TRAINED);
            if (trained && seen.add(candidate.hash())) {
              String text = simplified(candidate);
              findings.forEach(finding -> finding.look(candidate, text));
            }
          });
      return findings.stream().map(finding -> finding.matches(seen.size())).toList();
    }
  }

  private static String simplified(Candidate candidate) {
    String name = "candidate " + candidate.number();
    Program program =
        Parser.program(name, candidate.program(), Dialect.STANDARD, Functions.standard());
    return Printer.print(Simplifier.simplify(program));
  }

  private static final class Finding {
    private final Pattern pattern;
    private int found;
    private int first;
    private int best;
    private double fitness = Double.NaN;

    private Finding(Pattern pattern) {
      this.pattern = pattern;
    }

    private void look(Candidate candidate, String text) {
      if (pattern.matcher(text).find()) {
        found++;
        first = first == 0 ? candidate.number() : first;
        if (best == 0 || candidate.fitness() > fitness) {
          best = candidate.number();
          fitness = candidate.fitness();
        }
      }
    }

    private Matches matches(int programs) {
      return new Matches(programs, found, first, best, fitness);
    }
  }
}

package gradus.library;

import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Problem;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import java.util.List;
import java.util.Optional;

/**
 * A program with what its header says. The header is the comment at the top of the text: its first
 * line is a summary, further lines read {@code # Source: ...}, {@code # Learning rate: ...}, {@code
 * # Dialect: paper}; none is required.
 *
 * @param name what it is called
 * @param summary one line
 * @param source where the rule comes from; empty if the header does not say
 * @param learningRate the peak learning rate that a trainer takes when it is told none; 1 if the
 *     header does not say
 * @param program the program
 * @param text the text, header included
 */
public record Optimizer(
    String name, String summary, String source, double learningRate, Program program, String text) {

  /**
   * Reads a program with its header.
   *
   * @param name what to call it in messages
   * @param text the text
   * @param dialect what its names mean, unless the header says
   * @return the optimizer
   * @throws ProgramException if the text is not a program, or the header's learning rate no number
   */
  public static Optimizer of(String name, String text, Dialect dialect) {
    List<String> header =
        text.lines()
            .takeWhile(line -> line.startsWith("#"))
            .map(line -> line.substring(1).strip())
            .toList();
    Dialect spoken =
        field(header, "Dialect").filter("paper"::equals).isPresent() ? Dialect.PAPER : dialect;
    Program program = Parser.program(name, text, spoken, Functions.standard());
    return new Optimizer(
        program.name(),
        header.isEmpty() ? "" : header.getFirst(),
        field(header, "Source").orElse(""),
        field(header, "Learning rate").map(value -> rate(name, value)).orElse(1.0),
        program,
        text);
  }

  private static Optional<String> field(List<String> header, String key) {
    return header.stream()
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .findFirst();
  }

  private static double rate(String name, String value) {
    try {
      double rate = Double.parseDouble(value);
      if (Double.isFinite(rate)) {
        return rate;
      }
    } catch (NumberFormatException e) {
      // told below, together with numbers that are not finite
    }
    throw new ProgramException(
        List.of(
            Problem.of(
                name, "wrong learning rate in the header", "'" + value + "'", "a finite number")));
  }
}

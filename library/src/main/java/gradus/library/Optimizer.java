package gradus.library;

import gradus.grammar.Dialect;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import java.util.List;

/**
 * A program with what its header says. The header is the comment at the top of the text: its first
 * line is a summary, further lines read {@code # Source: ...}, {@code # Learning rate: ...}, {@code
 * # Dialect: paper} and any number of {@code # Evidence: ...}; none is required.
 *
 * @param name what it is called
 * @param summary one line; empty if there is no header
 * @param source where the rule comes from; empty if the header does not say
 * @param learningRate the peak learning rate that a trainer takes when it is told none; 1 if the
 *     header does not say
 * @param evidence what was measured, a line for each task and scale
 * @param program the program
 * @param text the text, header included
 */
public record Optimizer(
    String name,
    String summary,
    String source,
    double learningRate,
    List<String> evidence,
    Program program,
    String text) {

  /**
   * Reads a program with its header.
   *
   * @param name what to call it, also in messages
   * @param text the text
   * @param dialect what its names mean, unless the header says
   * @return the optimizer
   * @throws ProgramException if the text is not a program, or the header's dialect or learning rate
   *     is none
   */
  public static Optimizer of(String name, String text, Dialect dialect) {
    Header header = Header.of(name, text);
    Program program =
        Parser.program(name, text, header.dialect().orElse(dialect), Functions.standard());
    double rate = header.learningRate().orElse(1);
    return new Optimizer(
        name, header.summary(), header.source(), rate, header.evidence(), program, text);
  }

  /**
   * The same with another program.
   *
   * @param other the program to have
   * @param rate its learning rate
   * @return the optimizer, with a text in the standard dialect and without evidence
   */
  public Optimizer with(Program other, double rate) {
    return written(other, rate, List.of());
  }

  /**
   * The same with other evidence.
   *
   * @param lines such as {@code digits 10: 0.0312 +- 0.0004, against adamw: -0.0021 +- 0.0005}
   * @return the optimizer, with a text in the standard dialect
   */
  public Optimizer with(List<String> lines) {
    return written(program, learningRate, lines);
  }

  private Optimizer written(Program other, double rate, List<String> lines) {
    String first = summary.isEmpty() ? other.name() : summary;
    String written = Header.text(first, source, rate, lines) + Printer.print(other);
    return new Optimizer(name, first, source, rate, List.copyOf(lines), other, written);
  }
}

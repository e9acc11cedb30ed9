package gradus.search.report;

import gradus.grammar.Liveness;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a program, line by line, with what matters in it.
 *
 * @param lines in order
 */
record Listing(List<Line> lines) {
  /**
   * One line.
   *
   * @param text without its end
   * @param live whether the result depends on it
   */
  record Line(String text, boolean live) {}

  Listing {
    lines = List.copyOf(lines);
  }

  /** Reads a flat program, one statement on each line between its head and its return. */
  static Listing of(String text) {
    List<String> lines = text.lines().toList();
    try {
      Program program = Parser.program("program", text);
      if (program.statements().size() == lines.size() - 2) {
        return of(lines, Liveness.of(program));
      }
    } catch (ProgramException e) {
      // A program of another version of the language; its text can still be read.
    }
    return new Listing(lines.stream().map(line -> new Line(line, true)).toList());
  }

  private static Listing of(List<String> lines, Liveness live) {
    List<Line> marked = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      boolean statement = i > 0 && i < lines.size() - 1;
      marked.add(new Line(lines.get(i), !statement || live.statements().get(i - 1)));
    }
    return new Listing(marked);
  }

  List<String> texts() {
    return lines.stream().map(Line::text).toList();
  }
}

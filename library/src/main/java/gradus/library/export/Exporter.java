package gradus.library.export;

import gradus.library.Optimizer;
import java.util.List;

/**
 * Writes an optimizer as source of one framework: idiomatic there, readable, and dependent on
 * nothing but the framework. Found by {@link java.util.ServiceLoader}.
 */
public interface Exporter {
  /**
   * What the user calls it.
   *
   * @return a word in lower case, such as {@code pytorch}
   */
  String name();

  /**
   * Writes an optimizer.
   *
   * @param optimizer a program without problems, with its header; its name is where the program
   *     came from, for messages
   * @param type the name of the class to make, in {@code CamelCase}
   * @return the files, with their usual names; one, unless the framework asks for several
   * @throws gradus.grammar.ProgramException if the framework cannot express the program: one
   *     problem for each statement, with its place and the reason
   */
  List<SourceFile> export(Optimizer optimizer, String type);
}

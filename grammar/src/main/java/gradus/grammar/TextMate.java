package gradus.grammar;

import gradus.grammar.syntax.GradusLexer;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.antlr.v4.runtime.Vocabulary;

/**
 * The colours of a program in an editor: a TextMate grammar, made from the words of the lexer and
 * the names of the table.
 */
public final class TextMate {
  private TextMate() {}

  /**
   * The grammar.
   *
   * @param functions the table whose functions are known
   * @return JSON
   */
  public static String text(Functions functions) {
    StringJoiner patterns = new StringJoiner(",\n");
    patterns.add(pattern("comment.line.number-sign.gradus", "#.*$"));
    patterns.add(
        """
        {
          "match": "\\\\b(def)\\\\s+([A-Za-z_][A-Za-z_0-9]*)",
          "captures": {
            "1": { "name": "keyword.control.gradus" },
            "2": { "name": "entity.name.function.gradus" }
          }
        }\
        """
            .indent(0)
            .stripTrailing());
    patterns.add(pattern("keyword.control.gradus", "\\b(" + String.join("|", keywords()) + ")\\b"));
    patterns.add(pattern("support.function.gradus", call(String.join("|", names(functions)))));
    patterns.add(pattern("entity.name.function.gradus", call("[A-Za-z_][A-Za-z_0-9]*")));
    patterns.add(
        pattern(
            "constant.numeric.gradus",
            "(?<![A-Za-z_0-9.])([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?"));
    patterns.add(pattern("keyword.operator.gradus", "[-+*/@]|[<>=!]=|[<>=]"));
    patterns.add(pattern("variable.other.gradus", "\\b[A-Za-z_][A-Za-z_0-9]*\\b"));
    return """
    {
      "name": "Gradus",
      "scopeName": "source.gradus",
      "fileTypes": ["gradus"],
      "patterns": [
    """
        + patterns.toString().indent(4)
        + "  ]\n}\n";
  }

  /** The words of the language that cannot be names. */
  static List<String> keywords() {
    Vocabulary vocabulary = GradusLexer.VOCABULARY;
    List<String> words = new ArrayList<>();
    for (int type = 0; type <= vocabulary.getMaxTokenType(); type++) {
      String name = vocabulary.getLiteralName(type);
      if (name != null && name.matches("'[a-z]+'")) {
        words.add(name.substring(1, name.length() - 1));
      }
    }
    return words;
  }

  private static List<String> names(Functions functions) {
    return functions.names().stream().sorted().toList();
  }

  private static String call(String names) {
    return "\\b(" + names + ")(?=\\s*\\()";
  }

  private static String pattern(String name, String expression) {
    String quoted = expression.replace("\\", "\\\\");
    return "{ \"name\": \"" + name + "\", \"match\": \"" + quoted + "\" }";
  }
}

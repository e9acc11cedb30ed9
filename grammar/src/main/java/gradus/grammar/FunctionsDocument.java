package gradus.grammar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The table of functions as a document in Markdown. It is made, not written. */
public final class FunctionsDocument {
  private static final String HEAD =
      """
      # The functions of the language

      `./gradus functions --markdown` prints this from the table; a test fails where it differs.
      Names in *defined as* are those of the parameters. "paper" marks the 45 functions of the
      published search space (Chen et al., 2023). What shapes are is told in [language.md](language.md).
      """;

  private FunctionsDocument() {}

  /**
   * Describes a table.
   *
   * @param functions the table
   * @return the document
   */
  public static String text(Functions functions) {
    Map<String, List<Function>> sections = new LinkedHashMap<>();
    for (String section :
        List.of(
            "Element by element",
            "Constants",
            "One number for each tensor",
            "One number for the model",
            "One number for each row or column",
            "Matrices")) {
      sections.put(section, new ArrayList<>());
    }
    functions.all().forEach(function -> sections.get(section(function)).add(function));
    StringBuilder text = new StringBuilder(HEAD);
    sections.forEach((name, rows) -> {
      text.append("\n## ").append(name).append("\n\n");
      text.append("| function | sign | | what it gives | defined as |\n|---|---|---|---|---|\n");
      rows.forEach(function -> text.append(row(function)));
    });
    dialect(functions, text);
    laws(functions, text);
    return text.toString();
  }

  /** By the kind of its value for tensors. */
  private static String section(Function function) {
    if (function.arity() == 0) {
      return "Constants";
    }
    if (function.definition() instanceof Definition.IfMatrix) {
      return "Matrices";
    }
    Map<String, Type> names =
        function.parameters().stream().collect(Collectors.toMap(name -> name, name -> Type.TENSOR));
    Type type = Walk.fold(function.call(), new Typing(), names);
    boolean refused = function.definition() instanceof Definition.Refused;
    return switch (type.kind()) {
      case NUMBER ->
          !type.wrong() ? "One number for the model" : refused ? "Element by element" : "Matrices";
      case LEAF -> type.matricesOnly() ? "Matrices" : "One number for each tensor";
      case TENSOR -> "Element by element";
      case ROWS_BY_ONE, ONE_BY_COLUMNS -> "One number for each row or column";
      default -> "Matrices";
    };
  }

  private static String row(Function function) {
    String names = "`" + function.signature() + "`";
    if (!function.aliases().isEmpty()) {
      names += ", also `" + String.join("`, `", function.aliases()) + "`";
    }
    Optional<String> body =
        function.definition() instanceof Definition.Body definition
            ? Optional.of(Printer.print(definition.expression()))
            : Optional.empty();
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s | %s | %s |\n",
        names,
        function.operator().map(FunctionsDocument::code).orElse(""),
        function.paper() ? "paper" : "",
        function.documentation().replace("|", "\\|"),
        body.map(FunctionsDocument::code).orElse(""));
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  private static void dialect(Functions functions, StringBuilder text) {
    text.append("\n## The paper's dialect\n\n");
    text.append("With `--dialect paper`, or the header `# Dialect: paper`, a text means by\n\n");
    for (Function function : functions.all()) {
      function
          .guards()
          .ifPresent(name ->
              text.append("- `")
                  .append(name)
                  .append("` the function `")
                  .append(function)
                  .append("`\n"));
    }
  }

  private static void laws(Functions functions, StringBuilder text) {
    text.append("\n## Laws\n\nWhat a program may be replaced by, without a change of any bit");
    text.append(" unless it says otherwise.\n");
    for (Law.Use use : Law.Use.values()) {
      List<String> lines = new ArrayList<>();
      for (Function function : functions.all()) {
        function.laws().stream()
            .filter(law -> law.use() == use)
            .map(FunctionsDocument::law)
            .forEach(lines::add);
      }
      if (!lines.isEmpty()) {
        text.append("\n").append(words(use)).append("\n\n");
        text.append(String.join("\n", lines)).append("\n");
      }
    }
    List<String> commuting =
        functions.all().stream().filter(Function::commutative).map(f -> "`" + f + "`").toList();
    text.append("\nThe arguments may be swapped of ").append(String.join(", ", commuting));
    text.append(".\n");
  }

  private static String law(Law law) {
    String where =
        law.notNegative().isEmpty()
            ? ""
            : " where " + String.join(", ", law.notNegative()) + " is not negative";
    return "- `" + Printer.print(law.left()) + " = " + Printer.print(law.right()) + "`" + where;
  }

  private static String words(Law.Use use) {
    return switch (use) {
      case ALWAYS -> "Everywhere:";
      case WRITING -> "Where programs are written:";
      case COMPARING -> "Where programs are compared:";
      case FINITE ->
          "Where all values are finite, but for the sign of zero (`gradus simplify --finite`):";
    };
  }
}

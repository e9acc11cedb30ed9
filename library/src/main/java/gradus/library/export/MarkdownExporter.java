package gradus.library.export;

import gradus.grammar.Cost;
import gradus.grammar.Hash;
import gradus.grammar.Numbers;
import gradus.grammar.Printer;
import gradus.grammar.Simplifier;
import gradus.library.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A card of an optimizer for people: what it does, how to use it, and what speaks for it. Evidence
 * is what the comment at the top of the text says: a line {@code # Key: value} becomes a row of a
 * table, any other line a sentence.
 */
public final class MarkdownExporter implements Exporter {
  /** Those have their own place on the card. */
  private static final Set<String> KNOWN = Set.of("Source", "Learning rate", "Dialect");

  /** An exporter; it has no settings. */
  public MarkdownExporter() {}

  @Override
  public String name() {
    return "markdown";
  }

  @Override
  public List<SourceFile> export(Optimizer optimizer, String type) {
    Documentation about = Documentation.of(optimizer);
    StringBuilder text = new StringBuilder();
    text.append("# ").append(type).append("\n\n").append(about.summary()).append(".\n\n");
    if (!about.source().isEmpty()) {
      text.append("Source: ").append(about.source()).append("\n\n");
    }
    text.append("## Rule\n\n$$\n\\begin{aligned}\n");
    text.append(String.join(" \\\\\n", Mathematics.of(optimizer.program())));
    text.append("\n\\end{aligned}\n$$\n\n");
    text.append("As a program of Gradus, `").append(Hash.of(optimizer.program())).append("`:\n\n");
    text.append("```python\n");
    text.append(Printer.print(Simplifier.readable(optimizer.program()))).append("```\n\n");
    text.append(defaults(optimizer)).append(cost(optimizer));
    text.append("## Use\n\n").append(about.advice()).append("\n\n");
    text.append(evidence(optimizer));
    return List.of(new SourceFile(PythonNames.module(type) + ".md", text.toString()));
  }

  private static String defaults(Optimizer optimizer) {
    List<String> rows = new ArrayList<>();
    rows.add("| learning rate | " + Numbers.text(optimizer.learningRate()) + " |");
    optimizer
        .program()
        .hyperparameters()
        .forEach((name, value) -> rows.add("| " + name + " | " + Numbers.text(value) + " |"));
    return "## Defaults\n\n| | |\n|---|---|\n" + String.join("\n", rows) + "\n\n";
  }

  private static String cost(Optimizer optimizer) {
    Cost cost = Cost.of(optimizer.program());
    return """
    ## Cost

    | | |
    |---|---|
    | class | %s |
    | state, bytes per parameter | %s |
    | read, bytes per parameter and step | %s |
    | written, bytes per parameter and step | %s |
    | operations per parameter and step | %s |

    """
        .formatted(cost.reach(), cost.state(), cost.reads(), cost.writes(), cost.flops());
  }

  private static String evidence(Optimizer optimizer) {
    List<String> rows = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    for (String line : header(optimizer)) {
      int colon = line.indexOf(": ");
      String key = colon < 0 ? "" : line.substring(0, colon);
      if (colon < 0) {
        sentences.add(line);
      } else if (!KNOWN.contains(key)) {
        rows.add("| " + key + " | " + line.substring(colon + 2).replace("|", "\\|") + " |");
      }
    }
    String table = rows.isEmpty() ? "" : "| | |\n|---|---|\n" + String.join("\n", rows) + "\n";
    String words = sentences.isEmpty() ? "" : String.join("\n", sentences) + "\n";
    String none = "Nothing is recorded in the text of the program.\n";
    return "## Evidence\n\n"
        + (rows.isEmpty() && sentences.isEmpty()
            ? none
            : List.of(words, table).stream()
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("\n")));
  }

  /** The comment at the top without its first line, which is the summary. */
  private static List<String> header(Optimizer optimizer) {
    return optimizer
        .text()
        .lines()
        .takeWhile(line -> line.startsWith("#"))
        .skip(1)
        .map(line -> line.substring(1).strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}

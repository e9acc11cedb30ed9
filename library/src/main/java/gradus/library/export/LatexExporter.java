package gradus.library.export;

import gradus.library.Optimizer;
import java.util.List;

/** The rule as mathematics, to be put into a document. */
public final class LatexExporter implements Exporter {
  /** An exporter; it has no settings. */
  public LatexExporter() {}

  @Override
  public String name() {
    return "latex";
  }

  @Override
  public List<SourceFile> export(Optimizer optimizer, String type) {
    Documentation about = Documentation.of(optimizer);
    String source = about.source().isEmpty() ? "" : "% Source: " + about.source() + "\n";
    String text =
        "% "
            + about.summary()
            + ". Needs \\usepackage{amsmath}.\n"
            + source
            + "\\begin{align*}\n  "
            + String.join(" \\\\\n  ", Mathematics.of(optimizer.program()))
            + "\n\\end{align*}\n";
    return List.of(new SourceFile(PythonNames.module(type) + ".tex", text));
  }
}

package gradus.library.export;

import gradus.library.Optimizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A submission to the AlgoPerf benchmark of training algorithms, for PyTorch. */
public final class AlgoPerfExporter implements Exporter {
  /** How far from the default the learning rate and decays are searched, either way. */
  private static final double SPAN = 10;

  /** An exporter; it has no settings. */
  public AlgoPerfExporter() {}

  @Override
  public String name() {
    return "algoperf";
  }

  @Override
  public List<SourceFile> export(Optimizer optimizer, String type) {
    String torch = new TorchExporter().export(optimizer, type).getFirst().text();
    TorchExporter.Signature signature = TorchExporter.signature(optimizer, type);
    List<String> arguments = new ArrayList<>(List.of("lr=hyperparameters.learning_rate"));
    List<String> ranges =
        new ArrayList<>(List.of(range("learning_rate", optimizer.learningRate())));
    signature
        .hyperparameters()
        .forEach((name, value) -> {
          arguments.add(name + "=hyperparameters." + name);
          boolean decay = signature.decays().contains(name) && value > 0;
          ranges.add(decay ? range(name, value) : point(name, value));
        });
    ranges.add(point("warmup_factor", 0.05));
    String submission =
        template().replace("{type}", type).replace("{arguments}", String.join(", ", arguments));
    String json = "{\n  " + String.join(",\n  ", ranges) + "\n}\n";
    return List.of(
        new SourceFile("submission.py", withImports(torch) + "\n\n" + submission),
        new SourceFile("tuning_search_space.json", json));
  }

  /** What the functions below need, beside what the optimizer does. */
  private static String withImports(String torch) {
    String math = torch.contains("\nimport math\n") ? "" : "import math\n\n";
    return torch.replaceFirst(
        "\nimport torch\n", "\n" + math + "import torch\nfrom algoperf import spec\n");
  }

  private static String range(String name, double value) {
    return "\"%s\": {\"min\": %s, \"max\": %s, \"scaling\": \"log\"}"
        .formatted(name, PythonNames.number(value / SPAN), PythonNames.number(value * SPAN));
  }

  private static String point(String name, double value) {
    return "\"%s\": {\"feasible_points\": [%s]}".formatted(name, PythonNames.number(value));
  }

  private static String template() {
    try (InputStream stream = AlgoPerfExporter.class.getResourceAsStream("algoperf.py")) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

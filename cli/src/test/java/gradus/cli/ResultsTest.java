package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real harness, for a few steps on the processor, and what the command makes of its results.
 */
class ResultsTest {
  /** As small as a file can be that the harness takes. */
  private static final String FOUND =
      """
      import torch

      class Found(torch.optim.Optimizer):
          def __init__(self, params, lr=0.1):
              super().__init__(params, dict(lr=lr))

          @torch.no_grad()
          def step(self, closure=None):
              for group in self.param_groups:
                  for p in group["params"]:
                      p.sub_(p.grad, alpha=group["lr"])
      """;

  @TempDir static Path folder;
  private static List<String> results = List.of();

  /** Once, but before each: where it cannot run, each test is skipped and counted. */
  @BeforeEach
  void train() throws Exception {
    if (!results.isEmpty()) {
      return;
    }
    Files.writeString(folder.resolve("found.py"), FOUND);
    run("vit", "results.jsonl");
    run("gpt", "results.jsonl");
    results = Files.readAllLines(folder.resolve("results.jsonl"));
  }

  private static void run(String task, String out, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("--task", task));
    arguments.addAll(List.of("--data", "synthetic", "--size", "toy", "--steps", "4"));
    arguments.addAll(List.of("--batch", "4", "--seeds", "2", "--reach", "0", "--device", "cpu"));
    arguments.addAll(List.of("--optimizer", folder.resolve("found.py").toString()));
    arguments.addAll(List.of("--out", folder.resolve(out).toString()));
    arguments.addAll(List.of(more));
    Python script = Python.run(folder.resolve("log"), "validate.py", arguments);
    assertThat(script.status()).as(script.said()).isZero();
  }

  @Test
  void resultsBecomeTheEvidenceOfAProgramAndOfAFolder() throws IOException {
    Path program = folder.resolve("sgd.gradus");
    Files.writeString(program, "# Descent\ndef sgd(w, g, lr):\n    return g * lr\n");
    String file = folder.resolve("results.jsonl").toString();
    for (int time = 0; time < 2; time++) {
      Cli cli = Cli.run("results", "import", file, "--into", program.toString());
      assertThat(cli.err()).isEmpty();
      assertThat(cli.status()).isZero();
      assertThat(Files.readString(program))
          .matches(
              "(?s)# Descent\n# Validated: vit with 3,716 weights .* on synthetic, 4 steps of 4 in"
                  + " float32, .*: select loss Found \\d.* \\+- .* over 2 seeds \\(adamw .*, lion"
                  + " .*\\)\n# Validated: gpt with .*\ndef sgd\\(w, g, lr\\):\n.*");
      assertThat(Files.readString(program).lines()).hasSize(5);
      assertThat(folder.resolve("sgd.validation.jsonl")).hasContent(String.join("\n", results));
    }
    Path place = Files.createDirectory(folder.resolve("find"));
    assertThat(Cli.run("results", "import", file, "--into", place.toString()).status()).isZero();
    assertThat(place.resolve("validation.jsonl")).hasContent(String.join("\n", results));
  }

  @Test
  void whatIsImportedIntoARunShowsInItsReport() throws IOException {
    String run = folder.resolve("run").toString();
    Cli search =
        Cli.run(
            "search",
            "--run=" + run,
            "--task=quadratic",
            "--evaluations=5",
            "--set=scale=tiny",
            "--set=finalists=1",
            "--set=final_trainings=2");
    assertThat(search.status()).as(search.err()).isZero();
    String file = folder.resolve("results.jsonl").toString();
    assertThat(Cli.run("results", "import", file, "--into", run).status()).isZero();
    assertThat(Cli.run("report", run).status()).isZero();
    assertThat(Files.readString(Path.of(run, "report.html")))
        .contains("<h2>On larger models</h2>", "<li>Found: vit with 3,716 weights", "gpt with");
  }

  @Test
  void theHarnessGoesOnWhereItWasStopped() throws Exception {
    Path again = folder.resolve("again.jsonl");
    List<String> vit = results.stream().filter(line -> line.contains("\"vit\"")).toList();
    String half = String.join("\n", vit.subList(0, vit.size() / 2));
    Files.writeString(again, half + "\n{\"schema\": 1, \"purp");
    run("vit", "again.jsonl");
    List<String> lines = Files.readAllLines(again);
    assertThat(lines).hasSameSizeAs(vit);
    assertThat(lines.subList(0, vit.size() / 2)).isEqualTo(vit.subList(0, vit.size() / 2));
    for (int i = 0; i < lines.size(); i++) {
      assertThat(withoutTime(lines.get(i))).isEqualTo(withoutTime(vit.get(i)));
    }
  }

  @Test
  void processesOfTheirOwnMakeTheSameLines() throws Exception {
    List<String> together = new ArrayList<>();
    for (String name : List.of("adamw", "lion", "Found")) {
      run("vit", name + ".jsonl", "--only", name);
      together.addAll(Files.readAllLines(folder.resolve(name + ".jsonl")));
    }
    List<String> vit = results.stream().filter(line -> line.contains("\"vit\"")).toList();
    assertThat(together.stream().map(ResultsTest::withoutTime))
        .containsExactlyElementsOf(vit.stream().map(ResultsTest::withoutTime).toList());
  }

  private static String withoutTime(String line) {
    return line.replaceAll("\"seconds\": [^,]*", "");
  }

  @Test
  void everyWrongLineIsToldAndNothingIsChanged() throws IOException {
    List<String> lines = new ArrayList<>(results.subList(0, 5));
    lines.set(1, lines.get(1).replace("\"schema\": 1", "\"schema\": 2"));
    lines.set(2, lines.get(2).replaceFirst("\"loss\": [^,]*", "\"loss\": null"));
    lines.set(3, "{");
    lines.set(4, lines.get(0));
    Path file = folder.resolve("wrong.jsonl");
    Files.write(file, lines);
    Path place = Files.createDirectory(folder.resolve("wrong"));
    Cli cli = Cli.run("results", "import", file.toString(), "--into", place.toString());
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err().lines()).hasSize(1);
    assertThat(cli.err())
        .contains("line 2: schema: found 2; allowed: 1")
        .contains("line 3: loss: found null; allowed: a number, since it trained")
        .contains("line 4: text: found no JSON")
        .contains("line 5 is the training of line 1 again");
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void whatIsNoComparisonIsRefused() throws IOException {
    refused("without.jsonl", line -> !line.contains("\"lion\""), "no results of lion as vit with");
    refused("alone.jsonl", line -> !line.contains("Found"), "no optimizer but the baselines");
    refused(
        "untuned.jsonl",
        line -> !(line.contains("Found") && line.contains("\"tune\"")),
        "results of Found that are not at the best of its tuning");
    Path file = folder.resolve("results.jsonl");
    Cli cli = Cli.run("results", "import", file.toString(), "--into", "nowhere");
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err())
        .isEqualTo("nowhere: no program and no folder; name a .gradus file or a folder\n");
  }

  private static void refused(
      String name, java.util.function.Predicate<String> kept, String message) throws IOException {
    Path file = folder.resolve(name);
    Files.write(file, results.stream().filter(kept).toList());
    Cli cli = Cli.run("results", "import", file.toString(), "--into", folder.toString());
    assertThat(cli.status()).isEqualTo(2);
    assertThat(cli.err()).contains(message);
    assertThat(cli.err().lines()).hasSize(1);
  }
}

package gradus.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.grammar.Oracle;
import gradus.grammar.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every program whose header names a class of torch.optim, against that class in double precision:
 * the weights after each of 1,000 steps agree to 1e-10 of the largest absolute value that the
 * weight has had so far. (A weight on its way through zero has no digits of its own.)
 *
 * <p>Each is run twice. Once PyTorch is told no hyperparameter, so that our defaults are held
 * against its own; only a momentum has none but "off". Once both are told others.
 */
class TorchParityTest {
  private static final int STEPS = 1000;
  private static final double TOLERANCE = 1e-10;
  private static final Landscape LANDSCAPE = Landscape.of(STEPS);
  private static final Pattern CLAIM = Pattern.compile("torch\\.optim\\.(\\w+)(?: with (\\w+))?");

  /** What PyTorch calls a hyperparameter of ours, and a value that is nobody's default. */
  private record Twin(String keyword, double other) {}

  private static final Map<String, Twin> TWINS =
      Map.of(
          "beta", new Twin("momentum", 0.8),
          "beta1", new Twin("betas", 0.8),
          "beta2", new Twin("betas", 0.99),
          "rho", new Twin("rho", 0.95),
          "alpha", new Twin("alpha", 0.9),
          "eps", new Twin("eps", 1e-3),
          "decay", new Twin("weight_decay", 0.1),
          "psi", new Twin("momentum_decay", 0.01));

  @TempDir static Path folder;
  private static Optional<String> missing;

  /** A program and the line that tells the script to train with its class. */
  private record Run(String name, Program program, double rate, String line) {
    static Run of(Optimizer optimizer, Matcher claim, boolean defaults) {
      Program program = optimizer.program();
      Map<String, Double> values = new TreeMap<>();
      Map<String, String> keywords = new TreeMap<>();
      for (var hyperparameter : program.hyperparameters().entrySet()) {
        Twin twin = TWINS.get(hyperparameter.getKey());
        assertThat(twin).as("twin of %s of %s", hyperparameter, optimizer.name()).isNotNull();
        double value = defaults ? hyperparameter.getValue() : twin.other();
        values.put(hyperparameter.getKey(), value);
        if (!defaults || twin.keyword().equals("momentum")) {
          keywords.merge(twin.keyword(), Double.toHexString(value), (a, b) -> a + "," + b);
        }
      }
      if (claim.group(2) != null) {
        // Nothing to do for "with momentum", which has its value above.
        keywords.putIfAbsent(claim.group(2), "true");
      }
      String name = optimizer.name() + (defaults ? "-defaults" : "-others");
      double rate = optimizer.learningRate();
      String line = String.join(" ", name, claim.group(1), Double.toHexString(rate));
      for (var keyword : keywords.entrySet()) {
        line += " " + keyword.getKey() + "=" + keyword.getValue();
      }
      return new Run(name, program.set(values), rate, line);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Run> runs() {
    List<Run> runs = new ArrayList<>();
    for (String name : Library.names()) {
      Optimizer optimizer = Library.optimizer(name);
      Matcher claim = CLAIM.matcher(optimizer.source());
      if (claim.find()) {
        runs.add(Run.of(optimizer, claim, true));
        if (!optimizer.program().hyperparameters().isEmpty()) {
          runs.add(Run.of(optimizer, claim, false));
        }
      }
    }
    return runs;
  }

  /** All in one process, since PyTorch takes a second to start. */
  @BeforeAll
  static void train() throws Exception {
    LANDSCAPE.write(folder);
    missing =
        Torch.run(
            folder,
            Stream.concat(Stream.of(Landscape.SHAPES), runs().stream().map(Run::line)).toList());
    // Maven counts what is skipped but does not say why.
    missing.ifPresent(why -> System.out.println("Skipped: " + why));
  }

  @BeforeEach
  void needsPyTorch() {
    assumeThat(missing).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("runs")
  void agreesWithPyTorchAtEveryStep(Run run) {
    Difference difference = largest(run, run.program(), run.rate());
    assertThat(difference.relative()).as("%s: %s", run, difference).isLessThanOrEqualTo(TOLERANCE);
  }

  /** Without this the test above might agree because the weights hardly depend on a number. */
  @ParameterizedTest
  @MethodSource("runs")
  void aMillionthInAnyNumberIsSeen(Run run) {
    double more = 1 + 1e-6;
    assertThat(largest(run, run.program(), run.rate() * more).relative())
        .as("%s: learning rate", run)
        .isGreaterThan(TOLERANCE);
    run.program()
        .hyperparameters()
        .forEach((key, value) -> {
          Program other = run.program().set(Map.of(key, value * more));
          assertThat(largest(run, other, run.rate()).relative())
              .as("%s: %s", run, key)
              .isGreaterThan(TOLERANCE);
        });
  }

  @Test
  void everyOptimizerOfBothIsThere() {
    assertThat(runs().stream().map(Run::name).map(name -> name.replaceAll("-.*", "")))
        .contains("sgd", "momentum", "nesterov", "adagrad", "adadelta", "rmsprop", "adam", "adamw")
        .contains("amsgrad", "nadam", "radam", "adamax");
  }

  private record Difference(double relative, int step, int weight, double ours, double torchs) {}

  private static Difference largest(Run run, Program program, double rate) {
    double[] expected = Torch.read(folder.resolve(run.name()));
    double[][] weights = Stream.of(LANDSCAPE.start()).map(double[]::clone).toArray(double[][]::new);
    double[] sizes = Landscape.flat(Stream.of(weights).map(double[]::clone));
    assertThat(expected).hasSize(STEPS * sizes.length);
    Oracle oracle = Oracle.of(program, weights);
    Difference largest = new Difference(0, 0, 0, 0, 0);
    for (int step = 0; step < STEPS; step++) {
      oracle.step(LANDSCAPE.gradients(step, weights), rate * LANDSCAPE.shares()[step]);
      double[] actual = Landscape.flat(Stream.of(weights));
      for (int i = 0; i < actual.length; i++) {
        double theirs = expected[step * actual.length + i];
        sizes[i] = Math.max(Math.abs(sizes[i]), Math.abs(theirs));
        double gap = Math.abs(actual[i] - theirs);
        double relative = gap == 0 ? 0 : gap / sizes[i];
        // compare takes NaN for the largest number of all.
        if (Double.compare(relative, largest.relative()) > 0) {
          largest = new Difference(relative, step + 1, i, actual[i], theirs);
        }
      }
    }
    return largest;
  }
}

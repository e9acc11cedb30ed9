package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import gradus.grammar.Dialect;
import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Kind;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.grammar.Statement;
import gradus.library.Optimizer;
import gradus.library.export.Exporters;
import gradus.library.export.SourceFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Exported optimizers, trained by PyTorch in a process of its own, and by the oracle. */
final class ExportedTorch {
  static final int STEPS = 200;
  static final Shapes SHAPES =
      new Shapes(List.of(List.of(3), List.of(2, 3), List.of(), List.of(2, 2), List.of(1, 2, 1, 2)));
  private static final String SHAPES_TEXT = "3,2x3,x,2x2,1x2x1x2";
  private static final int LENGTH = 18;
  private static final String PYTHON = "GRADUS_PYTHON";

  /**
   * A program to train with.
   *
   * @param name of its file
   * @param optimizer the program
   * @param rate the peak learning rate
   * @param thorough whether gradients depend on the weights, and all of its behaviour is checked
   */
  record Run(String name, Optimizer optimizer, double rate, boolean thorough) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final Path folder;
  private final List<Run> runs = new ArrayList<>();
  private final double[] start;
  private final double[] shares;
  private final double[][] slopes = new double[STEPS][];
  private final double[][] noise = new double[STEPS][];

  ExportedTorch(Path folder) {
    this.folder = folder;
    SplittableRandom random = new SplittableRandom(5);
    start = random.doubles(LENGTH, -1, 1).map(x -> (float) x).toArray();
    shares = random.doubles(STEPS, 0.5, 1.5).toArray();
    for (int i = 0; i < STEPS; i++) {
      slopes[i] = random.doubles(LENGTH, 0, 1).map(x -> (float) x).toArray();
      noise[i] = random.doubles(LENGTH, -1, 1).map(x -> (float) x).toArray();
    }
  }

  List<Run> runs() {
    return runs;
  }

  void add(Run run) throws IOException {
    String type = "Rule";
    for (SourceFile file : Exporters.named("pytorch").export(run.optimizer(), type)) {
      Files.writeString(folder.resolve(run.name() + ".py"), file.text());
    }
    runs.add(run);
  }

  /** Trains them all; tells why there is no PyTorch, or nothing. */
  Optional<String> train() throws Exception {
    write("start", start);
    write("shares", shares);
    write("slopes", Stream.of(slopes).flatMapToDouble(Arrays::stream).toArray());
    write("noise", Stream.of(noise).flatMapToDouble(Arrays::stream).toArray());
    List<String> lines = new ArrayList<>(List.of(SHAPES_TEXT, String.valueOf(STEPS)));
    for (Run run : runs) {
      lines.add(run.name() + " Rule " + Double.toHexString(run.rate()) + " " + run.thorough());
    }
    Path log = folder.resolve("log");
    String python =
        System.getProperty(PYTHON, System.getenv().getOrDefault(PYTHON, "/usr/bin/python3"));
    Path script = Path.of(ExportedTorch.class.getResource("export_parity.py").toURI());
    ProcessBuilder builder =
        new ProcessBuilder(python, script.toString(), folder.toString())
            .redirectInput(Files.write(folder.resolve("runs"), lines).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("OMP_NUM_THREADS", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      return absent(e.getMessage());
    }
    try {
      assertThat(process.waitFor(20, TimeUnit.MINUTES)).as("PyTorch is done").isTrue();
    } finally {
      process.destroyForcibly();
    }
    String said = Files.readString(log).strip();
    if (said.startsWith("no torch: ")) {
      return absent(python + " has " + said);
    }
    assertThat(process.exitValue()).as("exit status of %s: %s", python, said).isZero();
    return Optional.empty();
  }

  private static Optional<String> absent(String why) {
    String message =
        "exports are not compared with PyTorch: %s; install it with: apt-get install python3-torch, or set %s to a Python that has it"
            .formatted(why, PYTHON);
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    return Optional.of(message);
  }

  /** What the script found wrong with a run; empty if nothing. */
  String said(Run run) throws IOException {
    return Files.readString(folder.resolve(run.name() + ".said"));
  }

  /** What PyTorch made of a run: the weights by step. */
  double[][] weights(Run run, String how) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve(run.name() + "." + how)))
            .order(ByteOrder.LITTLE_ENDIAN);
    double[][] weights = new double[STEPS][LENGTH];
    for (double[] step : weights) {
      for (int i = 0; i < LENGTH; i++) {
        step[i] = bytes.getDouble();
      }
    }
    return weights;
  }

  /** The same by the oracle. */
  double[][] oracle(Run run, Program program) {
    double[][] tensors = split(start);
    Oracle oracle = Oracle.of(program, SHAPES, tensors);
    double[][] weights = new double[STEPS][];
    for (int step = 0; step < STEPS; step++) {
      double[] now = Stream.of(tensors).flatMapToDouble(Arrays::stream).toArray();
      double[] gradient = noise[step].clone();
      for (int i = 0; run.thorough() && i < LENGTH; i++) {
        gradient[i] = slopes[step][i] * now[i] + noise[step][i];
      }
      oracle.step(split(gradient), run.rate() * shares[step]);
      weights[step] = Stream.of(tensors).flatMapToDouble(Arrays::stream).toArray();
    }
    return weights;
  }

  private static double[][] split(double[] values) {
    double[][] tensors = new double[SHAPES.tensors()][];
    int from = 0;
    for (int t = 0; t < tensors.length; t++) {
      int size = SHAPES.size(Kind.TENSOR, t);
      tensors[t] = Arrays.copyOfRange(values, from, from + size);
      from += size;
    }
    return tensors;
  }

  /** The program for which matrices are a group with half the learning rate. */
  static Program grouped(Program program) {
    Expression half = Call.of(named("if_matrix"), number(0.5), number(1));
    Variable rate = Variable.of(program.rate());
    List<Statement> statements = new ArrayList<>(program.statements());
    statements.addFirst(Statement.of(program.rate(), Call.of(named("multiply"), rate, half)));
    return program.with(statements);
  }

  private static Expression number(double value) {
    return Expression.Number.of(value);
  }

  private static Function named(String name) {
    return Functions.standard().named(name, Dialect.STANDARD).orElseThrow();
  }

  private void write(String name, double[] values) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asDoubleBuffer().put(values);
    Files.write(folder.resolve(name), bytes.array());
  }
}

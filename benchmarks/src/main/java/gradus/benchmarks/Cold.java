package gradus.benchmarks;

import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.RuleEngine;
import gradus.interpreter.memory.Crew;
import gradus.library.Library;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code cold}: what a program costs that lives for one short training, as those of a search do:
 * read from its text, built and stepped in the tree tier, beside a warm kernel that does the same
 * steps. Then many different programs in one process, and what they leave behind.
 */
@Command(name = "cold", description = "Time programs that live for one short training.")
final class Cold implements Callable<Integer> {
  private static final Shapes SHAPES =
      new Shapes(List.of(List.of(64, 64), List.of(64), List.of(64, 10), List.of(10)));

  private static final int WEIGHTS = 4_810;
  private static final int STEPS = 500;
  private static final int REPORTS = 10;
  private static final double RATE = 1e-4;

  @Option(
      names = "--programs",
      defaultValue = "20000",
      description = "How many in one process: ${DEFAULT-VALUE}.")
  private int programs;

  @Option(
      names = "--rounds",
      defaultValue = "101",
      description = "Programs that are timed: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--warm-up",
      defaultValue = "1000",
      description = "Programs before those that are timed: ${DEFAULT-VALUE}.")
  private int warmUp;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  private final SplittableRandom random = new SplittableRandom(1);
  private final float[] weights = new float[WEIGHTS];
  private final float[] gradients = new float[WEIGHTS];

  private Cold() {}

  @Override
  public Integer call() {
    output.atLeast(1, "--rounds", rounds);
    output.atLeast(0, "--warm-up", warmUp);
    output.atLeast(REPORTS, "--programs", programs);
    output.check();
    for (int i = 0; i < WEIGHTS; i++) {
      gradients[i] = (float) random.nextGaussian();
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("fresh", Stream.of("lion", "adamw").map(this::fresh).toList());
    figures.put("left_behind", many());
    output.write(figures);
    return 0;
  }

  /** The text of an optimizer with constants that no other program has. */
  private String variant(String optimizer) {
    Program program = Library.optimizer(optimizer).program();
    Map<String, Double> changed = new LinkedHashMap<>();
    program
        .hyperparameters()
        .forEach((name, value) -> changed.put(name, value * random.nextDouble(0.9, 1)));
    return Printer.print(program.set(changed));
  }

  private Map<String, Object> fresh(String optimizer) {
    double[] tree = new double[rounds];
    double[] built = new double[rounds];
    double[] kernel = new double[rounds];
    try (RuleEngine trees = RuleEngine.forManyPrograms(SHAPES);
        RuleEngine kernels = RuleEngine.ofKernels(SHAPES, new Crew(1))) {
      kernels.begin(Library.optimizer(optimizer).program());
      for (int round = -warmUp; round < rounds; round++) {
        String text = variant(optimizer);
        long start = System.nanoTime();
        trees.begin(Parser.program(optimizer, text));
        long begun = System.nanoTime();
        steps(trees);
        long middle = System.nanoTime();
        steps(kernels);
        long end = System.nanoTime();
        if (round >= 0) {
          built[round] = (begun - start) / 1e3;
          tree[round] = (middle - start) / 1e3;
          kernel[round] = (end - middle) / 1e3;
        }
      }
    }
    double ratio = Rounds.median(tree) / Rounds.median(kernel);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s, %d steps on %d parameters: fresh program %.0f us (reading and building %.0f us), warm"
            + " kernel %.0f us, ratio %.2f%n",
        optimizer,
        STEPS,
        WEIGHTS,
        Rounds.median(tree),
        Rounds.median(built),
        Rounds.median(kernel),
        ratio);
    out.flush();
    return Map.of(
        "rule", optimizer,
        "fresh_us", Rounds.median(tree),
        "building_us", Rounds.median(built),
        "warm_kernel_us", Rounds.median(kernel),
        "ratio", ratio);
  }

  private void steps(RuleEngine engine) {
    for (int i = 0; i < STEPS; i++) {
      engine.step(weights, gradients, RATE);
    }
  }

  private List<Map<String, Object>> many() {
    List<String> optimizers = Peers.elementwise();
    List<Map<String, Object>> table = new ArrayList<>();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%10s %14s %10s %14s%n", "programs", "metaspace MB", "heap MB", "process MB");
    try (RuleEngine engine = RuleEngine.forManyPrograms(SHAPES)) {
      for (int done = 0; done <= programs; done++) {
        if (done % (programs / REPORTS) == 0) {
          Map<String, Object> row = left(done);
          table.add(row);
          out.printf(Locale.ROOT, "%10d %14.1f %10.1f %14.1f%n", row.values().toArray());
          out.flush();
        }
        String optimizer = optimizers.get(done % optimizers.size());
        engine.begin(Parser.program(optimizer, variant(optimizer)));
        for (int step = 0; step < 5; step++) {
          engine.step(weights, gradients, RATE);
        }
      }
    }
    return table;
  }

  /** What the process holds, when what can go is gone. */
  private static Map<String, Object> left(int programs) {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    double metaspace =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToDouble((MemoryPoolMXBean pool) -> pool.getUsage().getUsed())
            .sum();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("programs", programs);
    row.put("metaspace_mb", metaspace / 1e6);
    row.put("heap_mb", (runtime.totalMemory() - runtime.freeMemory()) / 1e6);
    row.put("process_mb", resident() / 1e6);
    return row;
  }

  /** Bytes of the process in memory; NaN where the system does not tell. */
  private static double resident() {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToDouble(line -> 1024 * Double.parseDouble(line.replaceAll("[^0-9]", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

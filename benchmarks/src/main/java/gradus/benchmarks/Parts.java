package gradus.benchmarks;

import gradus.grammar.Hash;
import gradus.grammar.Kinds;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.grammar.Simplifier;
import gradus.interpreter.RuleEngine;
import gradus.interpreter.memory.Crew;
import gradus.library.Library;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What is done with a program, part by part, for JMH: AdamW, on 4,810 parameters. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Parts {
  private static final Shapes SHAPES =
      new Shapes(List.of(List.of(64, 64), List.of(64), List.of(64, 10), List.of(10)));

  private final Program program = Library.optimizer("adamw").program();
  private final String text = Printer.print(program);
  private final float[] weights = new float[4_810];
  private final float[] gradients = new float[4_810];
  private RuleEngine trees;
  private RuleEngine kernels;

  /** Made by JMH. */
  public Parts() {}

  /** Begins a training on each engine. */
  @Setup(Level.Trial)
  public void begin() {
    trees = RuleEngine.forManyPrograms(SHAPES);
    kernels = RuleEngine.ofKernels(SHAPES, new Crew(1));
    trees.begin(program);
    kernels.begin(program);
    java.util.Arrays.fill(gradients, 1);
  }

  /** Closes the engines. */
  @TearDown(Level.Trial)
  public void close() {
    trees.close();
    kernels.close();
  }

  /**
   * Text to program.
   *
   * @return the program
   */
  @Benchmark
  public Program parse() {
    return Parser.program("adamw", text);
  }

  /**
   * Types and shapes.
   *
   * @return the kinds
   */
  @Benchmark
  public Kinds kinds() {
    return Kinds.of(program);
  }

  /**
   * The hash.
   *
   * @return its digits
   */
  @Benchmark
  public String hash() {
    return Hash.of(program);
  }

  /**
   * The simplifier.
   *
   * @return the simpler program
   */
  @Benchmark
  public Program simplify() {
    return Simplifier.simplify(program);
  }

  /** Building the tree of a program. */
  @Benchmark
  public void beginTree() {
    trees.begin(program);
  }

  /** A step in the tree tier. */
  @Benchmark
  public void stepTree() {
    trees.step(weights, gradients, 1e-4);
  }

  /** A step in the kernel tier. */
  @Benchmark
  public void stepKernel() {
    kernels.step(weights, gradients, 1e-4);
  }
}

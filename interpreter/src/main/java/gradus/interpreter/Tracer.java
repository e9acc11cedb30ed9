package gradus.interpreter;

import gradus.grammar.Kinds;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Crew;
import gradus.interpreter.nd4j.Nd4jTracer;
import java.util.Map;

/** Runs a program step by step and shows what each step did. One instance serves one training. */
public interface Tracer extends AutoCloseable {
  /**
   * What a step did.
   *
   * @param update by tensor and element
   * @param weights after the step, by tensor and element
   * @param state after the step, by name, in the order of the program
   */
  record Snapshot(double[][] update, double[][] weights, Map<String, Oracle.Tree> state) {}

  /** Which engine runs the program. */
  enum Tier {
    /** Double precision, plain Java. */
    ORACLE,
    /** Truffle nodes over flat float memory. */
    TREE,
    /** Fused loops over the same memory. */
    KERNEL,
    /** ND4J operations in single precision. */
    ND4J;

    /**
     * Begins a training.
     *
     * @param program a program without problems
     * @param shapes the tensors of the model
     * @param weights by tensor and element; copied
     * @return a tracer whose state is zero
     * @throws gradus.grammar.ProgramException if the program is made for matrices and the model has
     *     other tensors
     */
    public Tracer begin(Program program, Shapes shapes, double[][] weights) {
      Kinds.of(program).check(program.name(), shapes);
      return switch (this) {
        case ORACLE -> OracleTracer.of(program, shapes, weights);
        case TREE -> RuleTracer.of(RuleEngine.ofTrees(shapes), program, weights);
        case KERNEL -> RuleTracer.of(RuleEngine.ofKernels(shapes, new Crew(1)), program, weights);
        case ND4J -> Nd4jTracer.of(program, shapes, weights, false);
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * Runs one step.
   *
   * @param gradients by tensor and element, of the shape of the weights
   * @param rate the learning rate of this step
   * @return what it did, in arrays of its own
   */
  Snapshot step(double[][] gradients, double rate);

  @Override
  void close();
}

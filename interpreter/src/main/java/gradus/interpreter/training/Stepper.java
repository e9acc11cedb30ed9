package gradus.interpreter.training;

import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.grammar.Simplifier;
import gradus.interpreter.RuleEngine;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A program as the optimizer of a training loop: it keeps the state and changes weights in place.
 * One instance serves one training; any thread may call it, and steps follow one another.
 *
 * <p>It computes in single precision. The model has the tensors of the first step, or those of the
 * {@link Shapes} it was made with; at every step they must be the same.
 */
public final class Stepper implements AutoCloseable {
  private final Program program;
  private RuleEngine engine;
  private FlatModel copy;
  private boolean closed;

  private Stepper(Program program) {
    this.program = Simplifier.withoutDead(program);
  }

  /**
   * The optimizer of a model that the first step shows.
   *
   * @param program the update rule; {@link Program#set} changes hyperparameters
   * @return an optimizer whose state is zero
   */
  public static Stepper of(Program program) {
    return new Stepper(program);
  }

  /**
   * The optimizer of a model.
   *
   * @param program the update rule; {@link Program#set} changes hyperparameters
   * @param shapes the tensors of the model
   * @return an optimizer whose state is zero
   * @throws gradus.grammar.ProgramException if the program is made for matrices and the model has
   *     other tensors
   */
  public static Stepper of(Program program, Shapes shapes) {
    Stepper stepper = new Stepper(program);
    stepper.begin(shapes);
    return stepper;
  }

  /**
   * Goes on from a state that was saved.
   *
   * @param program the program that was saved, with the same hyperparameters
   * @param file what {@link #save(Path)} wrote
   * @return an optimizer that continues as the saved one would have
   * @throws gradus.grammar.ProgramException if the file cannot be read, is damaged, or holds the
   *     state of another program
   */
  public static Stepper load(Program program, Path file) {
    return StateFormat.open(file, stream -> load(program, stream, file.toString()));
  }

  /**
   * Goes on from a state that was saved; reads exactly what was written.
   *
   * @param program the program that was saved, with the same hyperparameters
   * @param stream what {@link #save(OutputStream)} wrote to
   * @return an optimizer that continues as the saved one would have
   * @throws gradus.grammar.ProgramException if the state is damaged or that of another program
   */
  public static Stepper load(Program program, InputStream stream) {
    return load(program, stream, "state");
  }

  private static Stepper load(Program program, InputStream stream, String name) {
    Stepper stepper = new Stepper(program);
    StateReader reader = StateReader.of(stepper.program, stream, name);
    stepper.begin(reader.shapes());
    try {
      reader.read(stepper.engine.memory());
      return stepper;
    } catch (RuntimeException e) {
      stepper.close();
      throw e;
    }
  }

  /**
   * One step: subtracts the update from the weights.
   *
   * @param weights of all tensors, one after another, each row after row; changed in place
   * @param gradients laid out as the weights
   * @param learningRate the learning rate of this step
   * @throws IllegalArgumentException if there are not as many as the model has
   */
  public synchronized void step(float[] weights, float[] gradients, double learningRate) {
    if (!begun()) {
      begin(FlatModel.shapes(Tensors.of(weights), Tensors.of(gradients)));
    }
    engine.step(weights, gradients, learningRate);
  }

  /**
   * One step: subtracts the update from the weights.
   *
   * @param weights one array for each tensor, row after row; changed in place
   * @param gradients laid out as the weights
   * @param learningRate the learning rate of this step
   * @throws IllegalArgumentException if they are not those of the model
   */
  public void step(float[][] weights, float[][] gradients, double learningRate) {
    step(Tensors.of(weights), Tensors.of(gradients), learningRate);
  }

  /**
   * One step of a model with one tensor: subtracts the update from the weights.
   *
   * @param weights of type FLOAT; changed in place
   * @param gradients of the shape of the weights
   * @param learningRate the learning rate of this step
   * @throws IllegalArgumentException if they are not those of the model
   */
  public void step(INDArray weights, INDArray gradients, double learningRate) {
    step(List.of(weights), List.of(gradients), learningRate);
  }

  /**
   * One step: subtracts the update from the weights.
   *
   * @param weights of type FLOAT, of any shape and order; changed in place
   * @param gradients of the shapes of the weights
   * @param learningRate the learning rate of this step
   * @throws IllegalArgumentException if they are not those of the model
   */
  public void step(List<INDArray> weights, List<INDArray> gradients, double learningRate) {
    step(Tensors.of(weights), Tensors.of(gradients), learningRate);
  }

  /**
   * One step: subtracts the update from the weights.
   *
   * @param weights the tensors of the model; changed in place
   * @param gradients of the shapes of the weights
   * @param learningRate the learning rate of this step
   * @throws IllegalArgumentException if they are not those of the model
   */
  public synchronized void step(Tensors weights, Tensors gradients, double learningRate) {
    if (!begun()) {
      begin(FlatModel.shapes(weights, gradients));
    }
    if (copy == null) {
      copy = FlatModel.of(engine.memory().shapes(), engine.memory().extents());
    }
    copy.read(weights, gradients);
    engine.step(copy.weights, copy.gradients, learningRate);
    copy.write(weights);
  }

  /**
   * Saves the state to a file that is not there yet; it is there whole or not at all.
   *
   * @param file what {@link #load(Program, Path)} reads
   * @throws IllegalStateException before the first step of a model that is not known
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public synchronized void save(Path file) {
    StateFormat.create(file, this::save);
  }

  /**
   * Saves the state.
   *
   * @param stream takes it; not closed
   * @throws IllegalStateException before the first step of a model that is not known
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  public synchronized void save(OutputStream stream) {
    if (!begun()) {
      throw new IllegalStateException(program.name() + " has no state before its first step");
    }
    StateWriter.write(program, engine.memory(), stream);
  }

  /**
   * How many steps this training has had, those before it was saved included.
   *
   * @return at least 0
   */
  public synchronized int steps() {
    return begun() ? engine.memory().number() : 0;
  }

  private boolean begun() {
    if (closed) {
      throw new IllegalStateException(program.name() + " is closed");
    }
    return engine != null;
  }

  private void begin(Shapes shapes) {
    RuleEngine next = RuleEngine.of(shapes);
    try {
      next.begin(program);
      engine = next;
    } catch (RuntimeException e) {
      next.close();
      throw e;
    }
  }

  /** Gives the memory of the state back. */
  @Override
  public synchronized void close() {
    closed = true;
    if (engine != null) {
      engine.close();
    }
  }
}

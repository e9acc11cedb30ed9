package gradus.interpreter.dl4j;

import gradus.grammar.GradientRule;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Problem;
import gradus.grammar.Program;
import gradus.grammar.ProgramException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.learning.regularization.WeightDecay;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * A program as the updater of a DL4J network, computed in single precision. DL4J saves it with the
 * network: the program as text, the learning rate, and the state as it saves that of its own.
 *
 * <p>DL4J hands an updater the gradients of one or more parameters as one vector, and no weights.
 * So a program must be elementwise, and may use the weights for a decoupled decay only, which is
 * then left to DL4J: see {@link #withoutDecay}.
 */
public final class GradusUpdater implements IUpdater {
  private static final long serialVersionUID = 1;

  // Not final, since DL4J reads them from JSON, by their names.
  private String program;
  private double decay;
  private boolean decayTimesRate;
  private double learningRate;
  private ISchedule learningRateSchedule;

  private transient Program parsed;

  /** Made by DL4J, which fills it from JSON. */
  private GradusUpdater() {}

  private GradusUpdater(GradientRule rule, double learningRate, ISchedule schedule) {
    program = Printer.print(rule.program());
    decay = rule.decay();
    decayTimesRate = rule.decayTimesRate();
    this.learningRate = learningRate;
    learningRateSchedule = schedule;
  }

  /**
   * The updater of a program that does not use the weights.
   *
   * @param program the update rule; {@link Program#set} changes hyperparameters
   * @param learningRate the learning rate
   * @return the updater
   * @throws ProgramException if DL4J cannot run the program; one problem for each statement in the
   *     way
   */
  public static GradusUpdater of(Program program, double learningRate) {
    return of(rule(program, false), learningRate, null);
  }

  /**
   * The updater of a program that does not use the weights.
   *
   * @param program the update rule; {@link Program#set} changes hyperparameters
   * @param schedule the learning rate at every iteration or epoch
   * @return the updater
   * @throws ProgramException if DL4J cannot run the program; one problem for each statement in the
   *     way
   */
  public static GradusUpdater of(Program program, ISchedule schedule) {
    return of(rule(program, false), Double.NaN, schedule);
  }

  /**
   * The updater of a program without its decoupled weight decay, which is left to DL4J's own; see
   * {@link #regularization}.
   *
   * @param program the update rule; {@link Program#set} changes hyperparameters
   * @param learningRate the learning rate
   * @return the updater
   * @throws ProgramException if DL4J cannot run the program; one problem for each statement in the
   *     way
   */
  public static GradusUpdater withoutDecay(Program program, double learningRate) {
    return of(rule(program, true), learningRate, null);
  }

  /**
   * The same with a schedule; see {@link #withoutDecay(Program, double)}.
   *
   * @param program the update rule; {@link Program#set} changes hyperparameters
   * @param schedule the learning rate at every iteration or epoch
   * @return the updater
   * @throws ProgramException if DL4J cannot run the program; one problem for each statement in the
   *     way
   */
  public static GradusUpdater withoutDecay(Program program, ISchedule schedule) {
    return of(rule(program, true), Double.NaN, schedule);
  }

  private static GradusUpdater of(GradientRule rule, double learningRate, ISchedule schedule) {
    return new GradusUpdater(rule, learningRate, schedule);
  }

  private static GradientRule rule(Program program, boolean decayAside) {
    GradientRule rule;
    try {
      rule = GradientRule.of(program);
    } catch (ProgramException e) {
      throw new ProgramException(e.problems().stream().map(GradusUpdater::because).toList());
    }
    if (rule.decay() != 0 && !decayAside) {
      String found = "weight * " + rule.decay() + (rule.decayTimesRate() ? " * lr" : "");
      throw new ProgramException(
          List.of(
              Problem.of(
                  program.name(),
                  "decays the weights, which DL4J does not hand to an updater",
                  found,
                  "withoutDecay, with its regularization set on every layer")));
    }
    return rule;
  }

  private static Problem because(Problem problem) {
    String reason = ", and DL4J hands an updater gradients alone, of several tensors as one vector";
    return Problem.of(problem.where(), problem.what() + reason, problem.found(), problem.allowed());
  }

  /**
   * The decay that is left to DL4J, for {@code regularization} and {@code regularizationBias} of
   * every layer. Not of the network's builder: what is set there, DL4J 1.0.0-M2.1 applies twice.
   *
   * @return a weight decay, or nothing if the program has none
   */
  public List<Regularization> regularization() {
    return decay == 0 ? List.of() : List.of(new WeightDecay(decay, decayTimesRate));
  }

  Program program() {
    if (parsed == null) {
      parsed = Parser.program("updater", program);
    }
    return parsed;
  }

  @Override
  public long stateSize(long parameters) {
    return program().states().size() * parameters;
  }

  @Override
  public GradientUpdater<GradusUpdater> instantiate(INDArray view, boolean initialize) {
    GradusGradientUpdater updater = new GradusGradientUpdater(this);
    int states = program().states().size();
    long[] shape = {1, states == 0 ? 0 : view.length() / states};
    updater.setStateViewArray(view, shape, 'c', initialize);
    return updater;
  }

  @Override
  public GradientUpdater<GradusUpdater> instantiate(
      Map<String, INDArray> state, boolean initialize) {
    GradusGradientUpdater updater = new GradusGradientUpdater(this);
    updater.setState(state, initialize);
    return updater;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null
        ? learningRate
        : learningRateSchedule.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double rate, ISchedule schedule) {
    learningRate = rate;
    learningRateSchedule = schedule;
  }

  @Override
  public GradusUpdater clone() {
    try {
      GradusUpdater copy = (GradusUpdater) super.clone();
      copy.learningRateSchedule =
          learningRateSchedule == null ? null : learningRateSchedule.clone();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GradusUpdater updater
        && program.equals(updater.program)
        && decay == updater.decay
        && decayTimesRate == updater.decayTimesRate
        && Double.compare(learningRate, updater.learningRate) == 0
        && Objects.equals(learningRateSchedule, updater.learningRateSchedule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(program, decay, decayTimesRate, learningRate, learningRateSchedule);
  }

  @Override
  public String toString() {
    return "GradusUpdater(" + program().name() + ", learning rate " + learningRate + ")";
  }
}

package gradus.interpreter;

import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Memory;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;

/**
 * Runs programs in the tree tier, for one model and one thread. Trainings follow one another; each
 * begins with {@link #begin}.
 */
public final class TreeEngine implements AutoCloseable {
  private final Context context;
  private final Memory memory;
  private Program program;
  private Value rule;

  private TreeEngine(Context context, Memory memory) {
    this.context = context;
    this.memory = memory;
  }

  /**
   * An engine that compiles programs which run often.
   *
   * @param shapes the tensors of the model
   * @return the engine
   */
  public static TreeEngine of(Shapes shapes) {
    return open(Engine.newBuilder(GradusLanguage.ID), shapes);
  }

  /**
   * An engine for many programs that each run a few hundred steps: it compiles none of them, since
   * their loops are compiled once for all.
   *
   * @param shapes the tensors of the model
   * @return the engine
   */
  public static TreeEngine forManyPrograms(Shapes shapes) {
    Engine.Builder builder = Engine.newBuilder(GradusLanguage.ID);
    try (Engine probe = Engine.newBuilder(GradusLanguage.ID).build()) {
      if (probe.getOptions().get("engine.Compilation") != null) {
        builder.allowExperimentalOptions(true).option("engine.Compilation", "false");
      }
    }
    return open(builder, shapes);
  }

  private static TreeEngine open(Engine.Builder builder, Shapes shapes) {
    Engine engine = builder.option("engine.WarnInterpreterOnly", "false").build();
    Context context =
        Context.newBuilder(GradusLanguage.ID)
            .engine(engine)
            .allowHostAccess(HostAccess.NONE)
            .build();
    return new TreeEngine(context, new Memory(shapes));
  }

  /**
   * Begins a training: the state becomes zero.
   *
   * @param next the program to train with; its hyperparameters at the defaults
   * @throws gradus.grammar.ProgramException if the program is made for matrices and the model has
   *     other tensors
   */
  public void begin(Program next) {
    Source source =
        Source.newBuilder(GradusLanguage.ID, Printer.print(next), next.name())
            .cached(false)
            .buildLiteral();
    program = next;
    rule = context.eval(source);
    Kinds kinds = Kinds.of(next);
    kinds.check(next.name(), memory.shapes());
    List<Kind> states = next.states().stream().map(kinds::input).toList();
    double[] values =
        next.hyperparameters().values().stream().mapToDouble(Double::doubleValue).toArray();
    memory.reset(states, values);
  }

  /**
   * One step: subtracts the update from the weights.
   *
   * @param weights float32, of the model's length; changed in place
   * @param gradients float32, of the model's length
   * @param rate the learning rate of this step
   */
  public void step(MemorySegment weights, MemorySegment gradients, double rate) {
    memory.next(weights, gradients, rate);
    rule.executeVoid(memory);
  }

  /**
   * What the steps work on.
   *
   * @return the memory, with the state of the training
   */
  public Memory memory() {
    return memory;
  }

  /**
   * The program of the training.
   *
   * @return what {@link #begin} was given
   */
  public Program program() {
    return program;
  }

  /**
   * The Truffle runtime at work.
   *
   * @return its name, for example {@code GraalVM CE} or {@code Interpreted}
   */
  public static String runtime() {
    try (Engine engine =
        Engine.newBuilder(GradusLanguage.ID)
            .option("engine.WarnInterpreterOnly", "false")
            .build()) {
      return engine.getImplementationName();
    }
  }

  @Override
  public void close() {
    context.close(true);
    context.getEngine().close(true);
  }
}

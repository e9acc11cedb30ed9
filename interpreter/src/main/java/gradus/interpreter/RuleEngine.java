package gradus.interpreter;

import com.oracle.truffle.tools.profiler.CPUSampler;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.Shapes;
import gradus.interpreter.memory.Crew;
import gradus.interpreter.memory.Memory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.Value;

/**
 * Runs programs, for one model and one thread that steps. Trainings follow one another; each begins
 * with {@link #begin}.
 *
 * <p>A program begins in the tree tier, which costs nothing to start. When it has stepped over many
 * weights, its elementwise statements are compiled to fused loops, the kernel tier; when a tool
 * looks at its statements, it goes back to the tree. Both compute the same bits.
 */
public final class RuleEngine implements AutoCloseable {
  private static final String KERNEL_AFTER = GradusLanguage.ID + ".KernelAfter";

  /** Stepping over so many weights takes longer in the tree than to compile a program. */
  private static final String MANY_WEIGHTS = "100000000";

  private final Context context;
  private final Memory memory;
  private Program program;
  private Value rule;

  private RuleEngine(Context context, Memory memory) {
    this.context = context;
    this.memory = memory;
  }

  /**
   * An engine for trainings, long or short.
   *
   * @param shapes the tensors of the model
   * @return the engine
   */
  public static RuleEngine of(Shapes shapes) {
    return of(shapes, 1);
  }

  /**
   * An engine for trainings, long or short.
   *
   * @param shapes the tensors of the model
   * @param threads how many threads share the work of a step on large tensors, at least 1; the
   *     results are the same with any number
   * @return the engine
   */
  public static RuleEngine of(Shapes shapes, int threads) {
    return of(shapes, new Crew(threads), Map.of());
  }

  /**
   * An engine for many programs that each run a few hundred steps: on models that are not large it
   * compiles none of them, since their loops are compiled once for all.
   *
   * @param shapes the tensors of the model
   * @return the engine
   */
  public static RuleEngine forManyPrograms(Shapes shapes) {
    Map<String, String> options = new HashMap<>(Map.of(KERNEL_AFTER, MANY_WEIGHTS));
    if (compiles()) {
      options.put("engine.Compilation", "false");
    }
    return of(shapes, new Crew(1), options);
  }

  /**
   * An engine that is in the kernel tier from the first step.
   *
   * @param shapes the tensors of the model
   * @param crew the threads that share the work of a step; closed with the engine
   * @return the engine
   */
  public static RuleEngine ofKernels(Shapes shapes, Crew crew) {
    return of(shapes, crew, Map.of(KERNEL_AFTER, "0"));
  }

  /**
   * An engine that never leaves the tree tier.
   *
   * @param shapes the tensors of the model
   * @return the engine
   */
  public static RuleEngine ofTrees(Shapes shapes) {
    return of(shapes, new Crew(1), Map.of(KERNEL_AFTER, "-1"));
  }

  /**
   * An engine with options for the polyglot engine below it, such as those of its tools.
   *
   * @param shapes the tensors of the model
   * @param crew the threads that share the work of a step; closed with the engine
   * @param options by name, for example {@code dap} for the debugger
   * @return the engine
   * @throws IllegalArgumentException if an option is not known to the engine or its tools
   */
  public static RuleEngine of(Shapes shapes, Crew crew, Map<String, String> options) {
    Engine engine =
        Engine.newBuilder()
            .allowExperimentalOptions(true)
            .option("engine.WarnInterpreterOnly", "false")
            .options(options)
            .build();
    Context context =
        Context.newBuilder(GradusLanguage.ID)
            .engine(engine)
            .allowHostAccess(HostAccess.NONE)
            .allowPolyglotAccess(
                PolyglotAccess.newBuilder().allowBindingsAccess(GradusLanguage.ID).build())
            .build();
    return new RuleEngine(context, new Memory(shapes, crew));
  }

  /**
   * An engine that waits for a debugger, over the Debug Adapter Protocol on the loopback interface,
   * before its first step, and lets it look at every statement.
   *
   * @param shapes the tensors of the model
   * @param port where it listens
   * @return the engine
   */
  public static RuleEngine debugged(Shapes shapes, int port) {
    return of(shapes, new Crew(1), Map.of("dap", "127.0.0.1:" + port));
  }

  /**
   * An engine that finds out which lines take the time; see {@link #profile}.
   *
   * @param shapes the tensors of the model
   * @return the engine
   */
  public static RuleEngine profiled(Shapes shapes) {
    RuleEngine engine = of(shapes, new Crew(1), Map.of("gradus.Lines", "true"));
    CPUSampler sampler = CPUSampler.find(engine.context.getEngine());
    sampler.setPeriod(1);
    sampler.setCollecting(true);
    return engine;
  }

  /**
   * Where the time went, of an engine that is {@link #profiled}.
   *
   * @return the lines that were seen at work, in order
   */
  public List<LineTime> profile() {
    return LineTime.of(CPUSampler.find(context.getEngine()));
  }

  /** The polyglot engine, for tools. */
  Engine engine() {
    return context.getEngine();
  }

  /** Whether Truffle has a compiler here. */
  static boolean compiles() {
    try (Engine probe = Engine.newBuilder(GradusLanguage.ID).build()) {
      return probe.getOptions().get("engine.Compilation") != null;
    }
  }

  /**
   * Begins a training: the state becomes zero.
   *
   * @param next the program to train with; its hyperparameters at the defaults
   * @throws gradus.grammar.ProgramException if the program is made for matrices and the model has
   *     other tensors
   */
  public void begin(Program next) {
    begin(next, new Listing(next.name(), "", Optional.empty()));
  }

  /**
   * Begins a training whose program can be seen by tools while it runs.
   *
   * @param next the program to train with
   * @param listing what it was read from
   * @throws gradus.grammar.ProgramException if the program is made for matrices and the model has
   *     other tensors
   */
  public void begin(Program next, Listing listing) {
    Kinds kinds = Kinds.of(next);
    kinds.check(next.name(), memory.shapes());
    List<Kind> states = next.states().stream().map(kinds::input).toList();
    double[] values =
        next.hyperparameters().values().stream().mapToDouble(Double::doubleValue).toArray();
    memory.reset(states, values);
    context.getPolyglotBindings().putMember(GradusLanguage.PROGRAM, next);
    rule = context.eval(listing.source());
    program = next;
  }

  /**
   * One step: subtracts the update from the weights.
   *
   * @param weights of the model's length; changed in place
   * @param gradients of the model's length
   * @param rate the learning rate of this step
   * @throws IllegalArgumentException if there are not as many as the model has
   */
  public void step(float[] weights, float[] gradients, double rate) {
    memory.next(weights, gradients, rate);
    if (!memory.step()) {
      rule.executeVoid(memory);
    }
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
    memory.close();
    context.close(true);
    context.getEngine().close(true);
  }
}

package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Crew;
import gradus.interpreter.memory.FusedLoops.Call;
import gradus.interpreter.memory.FusedLoops.Loop;
import gradus.interpreter.memory.FusedLoops.Recipe;
import gradus.interpreter.memory.FusedLoops.Source;
import gradus.interpreter.memory.FusedLoops.Store;
import gradus.interpreter.memory.Memory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Runs a fused loop over the arrays of one kind. */
final class LoopNode extends OperationNode {
  /** So many calls fit a method that the virtual machine compiles. */
  static final int LONGEST = 200;

  /** Elements of one call of the loop: few enough for it to be called often, and so compiled. */
  private static final int CHUNK = 16_384;

  private final Kind kind;
  private final Loop loop;
  private final Operand[] arrays;
  private final Operand[] scalars;
  private final boolean perTensor;

  private LoopNode(Kind kind, Loop loop, List<Operand> arrays, List<Operand> scalars) {
    this.kind = kind;
    this.loop = loop;
    this.arrays = arrays.toArray(Operand[]::new);
    this.scalars = scalars.toArray(Operand[]::new);
    perTensor = scalars.stream().anyMatch(scalar -> scalar.kind() == Kind.LEAF);
  }

  static LoopNode of(Schedule.Step step, Function<Recipe, Loop> loops) {
    return new Writer(step).write(loops);
  }

  /** Writes the recipe of a loop, and which operands it has. */
  private static final class Writer {
    private final Schedule.Step step;
    private final List<Operand> arrays = new ArrayList<>();
    private final List<Operand> scalars = new ArrayList<>();
    private final Map<Value, Integer> numbers = new HashMap<>();

    Writer(Schedule.Step step) {
      this.step = step;
    }

    LoopNode write(Function<Recipe, Loop> loops) {
      List<Call> calls = new ArrayList<>();
      List<Store> stores = new ArrayList<>();
      for (Value value : step.values()) {
        calls.add(new Call(value.definition, value.arguments.stream().map(this::source).toList()));
        numbers.put(value, numbers.size());
        if (value.place != null) {
          stores.add(new Store(source(value), number(arrays, value.place)));
        }
      }
      for (Graph.Output output : step.stores()) {
        Operand target = output.target().place;
        if (!target.equals(output.value().place) || !numbers.containsKey(output.value())) {
          stores.add(new Store(source(output.value()), number(arrays, target)));
        }
      }
      Kind kind = arrays.getFirst().kind();
      Recipe recipe = new Recipe(arrays.size(), scalars.size(), calls, stores);
      return new LoopNode(kind, loops.apply(recipe), arrays, scalars);
    }

    private Source source(Value value) {
      Integer call = numbers.get(value);
      if (call != null) {
        return new Source.Result(call);
      }
      if (value.kind.isArray()) {
        return new Source.Element(number(arrays, value.place));
      }
      return value.place.isLiteral()
          ? new Source.Literal((float) value.place.value())
          : new Source.Scalar(number(scalars, value.place));
    }

    private static int number(List<Operand> list, Operand operand) {
      if (!list.contains(operand)) {
        list.add(operand);
      }
      return list.indexOf(operand);
    }
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    float[][] elements = new float[arrays.length][];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = arrays[i].elements(memory);
    }
    if (!perTensor) {
      run(memory.crew(), elements, scalars(memory, 0), 0, memory.extents(kind).length());
      return;
    }
    for (int t = 0; t < memory.shapes().tensors(); t++) {
      int from = memory.sliceFrom(kind, t);
      run(memory.crew(), elements, scalars(memory, t), from, memory.sliceTo(kind, t));
    }
  }

  private float[] scalars(Memory memory, int tensor) {
    float[] values = new float[scalars.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) scalars[i].scalar(memory, tensor);
    }
    return values;
  }

  private void run(Crew crew, float[][] elements, float[] values, int from, int to) {
    if (to - from <= CHUNK) {
      loop.apply(elements, values, from, to);
      return;
    }
    crew.split(
        to - from,
        1,
        (first, end) -> {
          for (int i = from + first; i < from + end; i += CHUNK) {
            loop.apply(elements, values, i, Math.min(from + end, i + CHUNK));
          }
        });
  }
}

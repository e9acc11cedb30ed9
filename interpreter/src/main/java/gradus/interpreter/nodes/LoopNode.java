package gradus.interpreter.nodes;

import com.oracle.truffle.api.CompilerDirectives.TruffleBoundary;
import gradus.grammar.Kind;
import gradus.interpreter.memory.Crew;
import gradus.interpreter.memory.FusedLoops.Loop;
import gradus.interpreter.memory.Memory;
import java.util.List;

/** Runs a fused loop over what the window shows of arrays of one kind. */
final class LoopNode extends OperationNode {
  /** Elements of one call at first: few enough for the loop to be called often, and so compiled. */
  private static final int CHUNK = 16_384;

  /** After so many calls they may be as long as they like. */
  private static final int WARM = 2_000;

  private final Kind kind;
  private final Loop loop;
  private final Operand[] arrays;
  private final Operand[] scalars;
  private final boolean perTensor;

  /** How often the loop was called, more or less: threads may miss each other's calls. */
  private int calls;

  /** The operands are those of the recipe of the loop, in its order. */
  LoopNode(Loop loop, List<Operand> arrays, List<Operand> scalars) {
    this.loop = loop;
    this.arrays = arrays.toArray(Operand[]::new);
    this.scalars = scalars.toArray(Operand[]::new);
    kind = arrays.getFirst().kind();
    perTensor = scalars.stream().anyMatch(scalar -> scalar.kind() == Kind.LEAF);
  }

  @Override
  @TruffleBoundary
  void execute(Memory memory) {
    float[][] elements = memory.space().operands(arrays.length);
    for (int i = 0; i < arrays.length; i++) {
      elements[i] = arrays[i].elements(memory);
    }
    if (!perTensor) {
      run(memory.crew(), elements, scalars(memory, 0), 0, memory.length(kind));
      return;
    }
    for (int t = memory.window().firstTensor(); t <= memory.window().lastTensor(); t++) {
      int from = memory.sliceFrom(kind, t);
      run(memory.crew(), elements, scalars(memory, t), from, memory.sliceTo(kind, t));
    }
  }

  private float[] scalars(Memory memory, int tensor) {
    float[] values = memory.space().scalars(scalars.length);
    for (int i = 0; i < scalars.length; i++) {
      values[i] = (float) scalars[i].scalar(memory, tensor);
    }
    return values;
  }

  private void run(Crew crew, float[][] elements, float[] values, int from, int to) {
    if (to - from <= CHUNK) {
      loop.apply(elements, values, from, to);
      return;
    }
    int chunk = calls < WARM ? CHUNK : to - from;
    crew.split(
        to - from,
        1,
        (first, end) -> {
          for (int i = first; i < end; i += Math.min(chunk, end - i)) {
            loop.apply(elements, values, from + i, from + i + Math.min(chunk, end - i));
            calls++;
          }
        });
  }
}

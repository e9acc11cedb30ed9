package gradus.grammar;

import gradus.grammar.Definition.Reducer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What one step costs for each parameter of the model, when nothing is read, written or computed
 * twice. Only what is alive counts, with calls as the calls that their bodies are made of.
 *
 * @param reach how far the parameters of a model have to do with each other
 * @param reads bytes of weights, gradients and states that are read; the weights always are, since
 *     the update is subtracted from them
 * @param writes bytes of weights and states that are written
 * @param flops one for each element of each elementwise call, one for each element that is reduced,
 *     two where products are summed, as in a product of matrices; terms that vanish for large
 *     matrices are left out
 * @param state bytes of the states, 4 for each number
 */
public record Cost(Reach reach, Amount reads, Amount writes, Amount flops, Amount state) {
  private static final int BYTES = 4;

  /** How far the parameters of a model have to do with each other. */
  public enum Reach {
    /** Each parameter for itself. */
    ELEMENTWISE,
    /** Those of a tensor together. */
    PER_TENSOR,
    /** Those of all tensors together. */
    GLOBAL,
    /** Rows and columns of matrices matter. */
    MATRIX;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /**
   * Finds the cost of a program.
   *
   * @param program a program without problems
   * @return its cost
   */
  public static Cost of(Program program) {
    Program live = Simplifier.withoutDead(program);
    Kinds kinds = Kinds.of(live);
    Values values = Values.counted();
    Map<String, Value> inputs = new HashMap<>();
    live.parameters().forEach(name -> inputs.put(name, values.input(name)));
    Map<String, Value> names = Walk.fold(live, values, inputs);
    Set<Value> needed = needed(live.results().stream().map(names::get).toList());
    List<Type> types = types(live, kinds, values);
    Amount weight = Amount.of(BYTES, Kind.TENSOR);
    Amount reads = weight;
    Amount state = Amount.NONE;
    if (needed.contains(inputs.get(live.gradient()))) {
      reads = reads.plus(Amount.of(BYTES, Kind.TENSOR));
    }
    for (String name : live.states()) {
      Amount bytes = Amount.of(BYTES, kinds.input(name));
      state = state.plus(bytes);
      reads = needed.contains(inputs.get(name)) ? reads.plus(bytes) : reads;
    }
    Amount flops = Amount.NONE;
    Reach reach = Reach.ELEMENTWISE;
    for (Value value : needed) {
      if (value.function != null) {
        Definition definition = value.function.definition();
        List<Kind> arguments =
            value.arguments.stream().map(argument -> types.get(argument.index).kind()).toList();
        flops = flops.plus(flops(definition, types.get(value.index).kind(), arguments));
        Reach own = reach(definition, arguments);
        reach = own.compareTo(reach) > 0 ? own : reach;
      }
    }
    return new Cost(reach, reads, weight.plus(state), flops.leading(), state);
  }

  /** Everything that some values come from, and they themselves. */
  private static Set<Value> needed(List<Value> results) {
    Set<Value> needed = new LinkedHashSet<>();
    List<Value> open = new ArrayList<>(results);
    while (!open.isEmpty()) {
      Value value = open.removeLast();
      if (needed.add(value)) {
        open.addAll(value.arguments);
      }
    }
    return needed;
  }

  private static List<Type> types(Program program, Kinds kinds, Values values) {
    Map<String, Type> inputs = new HashMap<>();
    for (String name : program.parameters()) {
      inputs.put(name, Type.of(kinds.input(name), kinds.inputForMatrices(name)));
    }
    Typing typing = new Typing();
    List<Type> types = new ArrayList<>();
    values.nodes().forEach(value -> types.add(value.fold(typing, inputs, types)));
    return types;
  }

  private static Amount flops(Definition definition, Kind result, List<Kind> arguments) {
    return switch (definition) {
      case Definition.Unary f -> Amount.of(1, result);
      case Definition.Binary f -> Amount.of(1, result);
      case Definition.Ternary f -> Amount.of(1, result);
      case Definition.Reduction reduction ->
          Amount.of(reduction.reducer() == Reducer.SUM_OF_PRODUCTS ? 2 : 1, arguments.getFirst());
      case Definition.Product product ->
          Amount.product(
              2,
              List.of(
                  arguments.get(0).rows(), arguments.get(0).columns(), arguments.get(1).columns()));
      case Definition.Count count -> Amount.NONE;
      case Definition.Transpose transpose -> Amount.NONE;
      case Definition.Identity identity -> Amount.NONE;
      case Definition.IfMatrix choice -> Amount.NONE;
      case Definition.Refused refused -> Amount.NONE;
      case Definition.Body body -> throw new IllegalStateException("a body is walked");
    };
  }

  private static Reach reach(Definition definition, List<Kind> arguments) {
    return switch (definition) {
      case Definition.Reduction reduction -> reach(reduction.extent(), arguments.getFirst());
      case Definition.Count count -> reach(count.extent(), arguments.getFirst());
      case Definition.Product product -> Reach.MATRIX;
      case Definition.Transpose transpose -> Reach.MATRIX;
      case Definition.Identity identity -> Reach.MATRIX;
      case Definition.IfMatrix choice -> Reach.MATRIX;
      case Definition.Unary f -> Reach.ELEMENTWISE;
      case Definition.Binary f -> Reach.ELEMENTWISE;
      case Definition.Ternary f -> Reach.ELEMENTWISE;
      case Definition.Refused refused -> Reach.ELEMENTWISE;
      case Definition.Body body -> throw new IllegalStateException("a body is walked");
    };
  }

  /** What is one number already is not reduced. */
  private static Reach reach(Extent extent, Kind argument) {
    if (extent.of(argument) == argument) {
      return Reach.ELEMENTWISE;
    }
    return switch (extent) {
      case MODEL -> Reach.GLOBAL;
      case TENSOR -> Reach.PER_TENSOR;
      case ROW, COLUMN -> Reach.MATRIX;
    };
  }
}

package gradus.interpreter.nodes;

import gradus.grammar.Definition;
import gradus.interpreter.memory.FusedLoops;
import gradus.interpreter.memory.FusedLoops.Call;
import gradus.interpreter.memory.FusedLoops.Loop;
import gradus.interpreter.memory.FusedLoops.Recipe;
import gradus.interpreter.memory.FusedLoops.Source;
import gradus.interpreter.memory.FusedLoops.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the recipe of a loop, and which operands it has. */
final class RecipeWriter {
  private final List<Operand> arrays = new ArrayList<>();
  private final List<Operand> scalars = new ArrayList<>();
  private final List<Call> calls = new ArrayList<>();
  private final List<Store> stores = new ArrayList<>();
  private final boolean literals;

  /**
   * A writer.
   *
   * @param literals whether literals are constants of the loop; if not they are scalars, so that
   *     programs which differ in them have the loop in common
   */
  private RecipeWriter(boolean literals) {
    this.literals = literals;
  }

  /** The loop of a step of a schedule. */
  static LoopNode loop(Schedule.Step step) {
    RecipeWriter writer = new RecipeWriter(true);
    Map<Value, Source> results = new HashMap<>();
    for (Value value : step.values()) {
      List<Source> arguments =
          value.arguments.stream().map(x -> writer.source(x, results)).toList();
      Source result = writer.call(value.definition, arguments);
      results.put(value, result);
      if (value.place != null) {
        writer.store(result, value.place);
      }
    }
    for (Graph.Output output : step.stores()) {
      Value value = output.value();
      Operand target = output.target().place;
      if (!target.equals(value.place) || !results.containsKey(value)) {
        writer.store(writer.source(value, results), target);
      }
    }
    return new LoopNode(FusedLoops.of(writer.recipe()), writer.arrays, writer.scalars);
  }

  /**
   * Makes one loop of what is elementwise in a statement, where many programs have the same one.
   *
   * @param statement its operations, in order
   * @param value the result of the statement
   * @param target where the result goes
   * @param nodes where the nodes are added
   * @return false if nothing was added, since there is no such loop
   */
  static boolean common(
      List<Pending> statement, Operand value, Operand target, List<OperationNode> nodes) {
    RecipeWriter writer = new RecipeWriter(false);
    List<OperationNode> before = new ArrayList<>();
    Map<Operand, Source> results = new HashMap<>();
    for (Pending next : statement) {
      if (next.isFused()) {
        List<Source> arguments = new ArrayList<>();
        for (Operand operand : next.operands()) {
          Source result = results.get(operand);
          arguments.add(result == null ? writer.source(operand) : result);
        }
        results.put(next.result(), writer.call(next.function().definition(), arguments));
      } else if (next.result().kind().isArray() || next.readsArrays()) {
        return false;
      } else {
        before.add(next.node(next.result()));
      }
    }
    if (results.size() < 2 || !results.containsKey(value)) {
      return false;
    }
    writer.store(results.get(value), target);
    Optional<Loop> loop = FusedLoops.common(writer.recipe());
    loop.ifPresent(present -> {
      nodes.addAll(before);
      nodes.add(new LoopNode(present, writer.arrays, writer.scalars));
    });
    return loop.isPresent();
  }

  private Source source(Value value, Map<Value, Source> results) {
    Source result = results.get(value);
    return result == null ? source(value.place) : result;
  }

  /** What lies at a place before the loop. */
  private Source source(Operand place) {
    if (place.kind().isArray()) {
      return new Source.Element(number(arrays, place));
    }
    return literals && place.isLiteral()
        ? new Source.Literal((float) place.value())
        : new Source.Scalar(number(scalars, place));
  }

  private static int number(List<Operand> list, Operand operand) {
    if (!list.contains(operand)) {
      list.add(operand);
    }
    return list.indexOf(operand);
  }

  private Source call(Definition definition, List<Source> arguments) {
    calls.add(new Call(definition, arguments));
    return new Source.Result(calls.size() - 1);
  }

  private void store(Source value, Operand target) {
    stores.add(new Store(value, number(arrays, target)));
  }

  private Recipe recipe() {
    return new Recipe(arrays.size(), scalars.size(), calls, stores);
  }
}

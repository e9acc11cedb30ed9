package gradus.interpreter.nodes;

import gradus.grammar.Kind;
import gradus.grammar.Program;
import gradus.interpreter.memory.Memory;
import gradus.interpreter.nodes.Graph.Output;
import gradus.interpreter.nodes.Schedule.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One step of a program in the kernel tier: loops, and what lies between them. */
final class Kernel {
  /** So many calls fit a method that the virtual machine compiles. */
  private static final int LONGEST = 200;

  private final Needs needs;
  private final OperationNode[] settled;
  private final OperationNode[] operations;

  private Kernel(Needs needs, List<OperationNode> settled, List<OperationNode> operations) {
    this.needs = needs;
    this.settled = settled.toArray(OperationNode[]::new);
    this.operations = operations.toArray(OperationNode[]::new);
  }

  /**
   * Builds the kernel of a program.
   *
   * @param program the program
   * @param keepsUpdate whether the update itself is wanted
   * @return the kernel; nothing where a loop would be too long for the virtual machine to compile
   */
  static Optional<Kernel> of(Program program, boolean keepsUpdate) {
    Graph graph = new Graph(program, keepsUpdate);
    Schedule schedule = new Schedule(graph);
    List<Step> steps = schedule.steps();
    if (steps.stream().anyMatch(step -> step.values().size() > LONGEST)) {
      return Optional.empty();
    }
    place(graph, schedule, steps);
    List<OperationNode> settled = new ArrayList<>(graph.settled());
    List<OperationNode> operations = new ArrayList<>(graph.inputs());
    List<Value> numbers = new ArrayList<>();
    for (Step step : steps) {
      if (step.isLoop()) {
        flush(numbers, operations);
        operations.add(RecipeWriter.loop(step));
        continue;
      }
      Value value = step.values().getFirst();
      if (value.isSettled) {
        settled.add(value.node());
      } else if (NumbersNode.takes(value)) {
        numbers.add(value);
        if (numbers.size() == LONGEST) {
          flush(numbers, operations);
        }
      } else {
        flush(numbers, operations);
        operations.add(value.node());
      }
    }
    flush(numbers, operations);
    for (Graph.Small small : graph.smalls()) {
      operations.add(OutputNode.small(small.value().place, small.kind(), small.state()));
    }
    return Optional.of(new Kernel(new Needs(graph.places().count(), true), settled, operations));
  }

  /** Numbers that follow one another are computed together. */
  private static void flush(List<Value> numbers, List<OperationNode> operations) {
    if (!numbers.isEmpty()) {
      operations.add(NumbersNode.of(numbers));
      numbers.clear();
    }
  }

  /** Gives places to what is read after its step; an array that is read no more is used again. */
  private static void place(Graph graph, Schedule schedule, List<Step> steps) {
    Map<Value, Integer> last = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      for (Value value : steps.get(i).values()) {
        for (Value argument : value.arguments) {
          last.put(argument, i);
        }
      }
      for (Output output : steps.get(i).stores()) {
        last.put(output.value(), i);
      }
    }
    Map<Kind, Deque<Operand>> free = new EnumMap<>(Kind.class);
    Map<Integer, List<Operand>> ending = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      for (Value value : step.values()) {
        if (value.isFused()) {
          step.stores().stream()
              .filter(output -> output.value() == value)
              .findFirst()
              .ifPresent(output -> value.place = output.target().place);
        }
        if (value.place == null && (!value.isFused() || schedule.isKept(value))) {
          Deque<Operand> unused = free.computeIfAbsent(value.kind, absent -> new ArrayDeque<>());
          value.place =
              unused.isEmpty() || !value.kind.isArray()
                  ? graph.places().fresh(value.kind)
                  : unused.pop();
          if (value.kind.isArray()) {
            ending
                .computeIfAbsent(last.getOrDefault(value, i), absent -> new ArrayList<>())
                .add(value.place);
          }
        }
      }
      for (Operand place : ending.getOrDefault(i, List.of())) {
        free.computeIfAbsent(place.kind(), absent -> new ArrayDeque<>()).push(place);
      }
    }
  }

  void execute(Memory memory) {
    if (!memory.space().isOf(this)) {
      int length = memory.extents().length();
      needs.reserve(memory, length);
      memory.window().look(0, length);
      all(settled, memory);
      memory.space().give(this);
    }
    all(operations, memory);
  }

  private static void all(OperationNode[] operations, Memory memory) {
    for (OperationNode operation : operations) {
      operation.execute(memory);
    }
  }
}

package gradus.interpreter.nodes;

import gradus.grammar.Kind;
import gradus.interpreter.nodes.Graph.Output;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * When the values of a graph are computed. Time is a row of moments. At each, first what is not
 * elementwise is computed, from what earlier moments left in memory; then, for each kind, one loop
 * computes what is fused at that moment.
 *
 * <p>A fused value waits for the loop that needs it first, so that few have to be kept from one
 * loop to another. An input is overwritten when it is known and nothing reads the old one later.
 */
final class Schedule {
  /**
   * A step of the schedule.
   *
   * @param values one value that is not fused, or all of a loop, in order
   * @param stores what the loop stores in inputs
   */
  record Step(List<Value> values, List<Output> stores) {
    boolean isLoop() {
      return values.isEmpty() || values.getFirst().isFused();
    }
  }

  /** All that the results come from, by number. */
  private final TreeMap<Integer, Value> values = new TreeMap<>();

  private final Map<Value, List<Value>> readers = new HashMap<>();
  private final Map<Value, Integer> moments = new HashMap<>();
  private final Map<Output, Integer> stores = new HashMap<>();
  private final List<Output> outputs;

  Schedule(Graph graph) {
    outputs = graph.outputs();
    outputs.forEach(output -> reach(output.value()));
    graph.smalls().forEach(small -> reach(small.value()));
    Map<Value, Integer> levels = new HashMap<>();
    values.values().forEach(value -> levels.put(value, level(value, levels)));
    outputs.forEach(output -> stores.put(output, levels.get(output.value())));
    do {
      moments.clear();
      moments.putAll(levels);
      settle();
    } while (delayed());
  }

  private void reach(Value value) {
    if (values.put(value.index, value) == null) {
      for (Value argument : value.arguments) {
        readers.computeIfAbsent(argument, absent -> new ArrayList<>()).add(value);
        reach(argument);
      }
    }
  }

  /** What is not fused reads what is, only when a loop has left it in memory. */
  private static int level(Value value, Map<Value, Integer> levels) {
    int level = 0;
    for (Value argument : value.arguments) {
      int wait = argument.isFused() && !value.isFused() ? 1 : 0;
      level = Math.max(level, levels.get(argument) + wait);
    }
    return level;
  }

  /** Fused values go to the first loop that needs them. */
  private void settle() {
    Map<Value, Integer> needed = new HashMap<>();
    outputs.forEach(output -> needed.merge(output.value(), stores.get(output), Math::min));
    for (Value value : values.descendingMap().values()) {
      if (value.isFused()) {
        moments.put(value, needed.get(value));
      }
      int before = value.isFused() ? moments.get(value) : moments.get(value) - 1;
      value.arguments.forEach(argument -> needed.merge(argument, before, Math::min));
    }
  }

  /** Whether an input had to wait for a reader of what it was before. */
  private boolean delayed() {
    boolean delayed = false;
    for (Output output : outputs) {
      for (Value reader : readers.getOrDefault(output.target(), List.of())) {
        if (moments.get(reader) > stores.get(output)) {
          stores.put(output, moments.get(reader));
          delayed = true;
        }
      }
    }
    return delayed;
  }

  /** Whether a fused value is read by others than its loop. */
  boolean isKept(Value value) {
    int moment = moments.get(value);
    return readers.getOrDefault(value, List.of()).stream()
            .anyMatch(reader -> !reader.isFused() || moments.get(reader) > moment)
        || outputs.stream()
            .anyMatch(output -> output.value() == value && stores.get(output) > moment);
  }

  List<Step> steps() {
    int last = 0;
    for (Value value : values.values()) {
      last = Math.max(last, moments.get(value));
    }
    for (int store : stores.values()) {
      last = Math.max(last, store);
    }
    List<Step> steps = new ArrayList<>();
    for (int moment = 0; moment <= last; moment++) {
      Map<Kind, Step> loops = new EnumMap<>(Kind.class);
      for (Value value : values.values()) {
        if (value.isGiven() || moments.get(value) != moment) {
          continue;
        }
        if (value.isFused()) {
          loop(loops, value.kind).values().add(value);
        } else {
          steps.add(new Step(List.of(value), List.of()));
        }
      }
      for (Output output : outputs) {
        if (stores.get(output) == moment) {
          loop(loops, output.target().kind).stores().add(output);
        }
      }
      steps.addAll(loops.values());
    }
    return steps;
  }

  private static Step loop(Map<Kind, Step> loops, Kind kind) {
    return loops.computeIfAbsent(kind, absent -> new Step(new ArrayList<>(), new ArrayList<>()));
  }
}

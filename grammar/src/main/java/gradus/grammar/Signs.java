package gradus.grammar;

import gradus.grammar.Ranges.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Proves from intervals that values of one program are not negative. */
final class Signs implements Values.Proof {
  private final Values expanded = Values.expanded();
  private final Ranges ranges = new Ranges(expanded);
  private final Map<String, Known> inputs = new HashMap<>();
  private final List<Known> known = new ArrayList<>();

  Signs(Program program) {
    Intervals intervals = Intervals.of(program);
    for (String name : program.parameters()) {
      inputs.put(name, new Known(expanded.input(name), intervals.input(name)));
    }
  }

  @Override
  public boolean notNegative(List<Value> nodes, Value value) {
    // Node by node, since the graph may be deep.
    while (known.size() <= value.index) {
      known.add(nodes.get(known.size()).fold(ranges, inputs, known));
    }
    return known.get(value.index).interval().low() >= 0;
  }
}

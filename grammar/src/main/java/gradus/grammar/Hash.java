package gradus.grammar;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A number for what a program computes: programs with equal hashes give equal updates, bit by bit,
 * with their hyperparameters at the defaults. It is blind to names, to the order of statements and
 * of commutative arguments, to dead code and dead state, to the order of the states, and to the
 * exact laws of the table.
 *
 * <p>The states of a program are those of an automaton: each is known by how it is computed, which
 * may again depend on states. So the labels of the states are refined, from all equal, until no
 * round tells more of them apart; states that stay together begin equal and are computed alike, so
 * they are equal (Moore's minimisation).
 */
public final class Hash {
  private final List<Value> nodes;
  private final Map<Value, Value> next;
  private final long[] labels;

  /**
   * The hash of a program.
   *
   * @param program a program without problems
   * @return 16 hexadecimal digits
   */
  public static String of(Program program) {
    return HexFormat.of().toHexDigits(number(program));
  }

  /**
   * The hash of a program as a number.
   *
   * @param program a program without problems
   * @return 64 bits
   */
  public static long number(Program program) {
    Program live = Simplifier.withoutDead(program);
    Values values = Values.expanded();
    Map<String, Value> inputs = new HashMap<>();
    // Inputs go by their role, since names are free.
    inputs.put(live.weight(), values.input("weight"));
    inputs.put(live.gradient(), values.input("gradient"));
    inputs.put(live.rate(), values.input("rate"));
    live.step().ifPresent(name -> inputs.put(name, values.input("step")));
    live.hyperparameters().forEach((name, value) -> inputs.put(name, values.number(value)));
    for (String state : live.states()) {
      inputs.put(state, values.input("state " + state));
    }
    Map<String, Value> names = Walk.fold(live, values, inputs);
    Map<Value, Value> next = new HashMap<>();
    live.states().forEach(state -> next.put(inputs.get(state), names.get(state)));
    return new Hash(values.nodes(), next).of(names.get(live.update()));
  }

  private Hash(List<Value> nodes, Map<Value, Value> next) {
    this.nodes = nodes;
    this.next = next;
    labels = new long[nodes.size()];
  }

  private long of(Value update) {
    List<Value> needed = needed(update);
    Map<Value, Long> states = new LinkedHashMap<>();
    needed.stream().filter(next::containsKey).forEach(state -> states.put(state, 0L));
    int classes = 0;
    while (true) {
      for (Value value : needed) {
        labels[value.index] = label(value, states);
      }
      // Label before and after the round, as one number; a set, since equal states count once.
      TreeSet<Long> rounds = new TreeSet<>();
      states.forEach((state, label) -> rounds.add(mix(label, labels[next.get(state).index])));
      if (rounds.size() == classes || states.isEmpty()) {
        long hash = labels[update.index];
        for (long round : rounds) {
          hash = mix(hash, round);
        }
        return hash;
      }
      classes = rounds.size();
      states.replaceAll((state, label) -> labels[next.get(state).index]);
    }
  }

  /** The nodes that the update depends on, now or in a later step. */
  private List<Value> needed(Value update) {
    BitSet seen = new BitSet(nodes.size());
    List<Value> open = new ArrayList<>(List.of(update));
    while (!open.isEmpty()) {
      Value value = open.removeLast();
      if (!seen.get(value.index)) {
        seen.set(value.index);
        open.addAll(value.arguments);
        Value after = next.get(value);
        if (after != null) {
          open.add(after);
        }
      }
    }
    return seen.stream().mapToObj(nodes::get).toList();
  }

  private long label(Value value, Map<Value, Long> states) {
    if (value.function != null) {
      long hash = value.function.label;
      if (value.function.commutative()) {
        long a = labels[value.arguments.get(0).index];
        long b = labels[value.arguments.get(1).index];
        return mix(mix(hash, Math.min(a, b)), Math.max(a, b));
      }
      for (Value argument : value.arguments) {
        hash = mix(hash, labels[argument.index]);
      }
      return hash;
    }
    if (value.input != null) {
      Long state = states.get(value);
      return state == null ? text(value.input) : mix(1, state);
    }
    return mix(2, Double.doubleToRawLongBits(value.number));
  }

  /** A number for a text. */
  static long text(String text) {
    long hash = 3;
    for (int i = 0; i < text.length(); i++) {
      hash = mix(hash, text.charAt(i));
    }
    return hash;
  }

  /** Two rounds of the finalizer of SplitMix64 (Steele, Lea and Flood, 2014), order mattering. */
  static long mix(long a, long b) {
    return finish(finish(a + 0x9e3779b97f4a7c15L) * 31 + b);
  }

  private static long finish(long z) {
    long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long y = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
    return y ^ (y >>> 31);
  }
}

package gradus.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
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
  private Hash() {}

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
    Values values = Values.expanded();
    Map<String, Value> inputs = new HashMap<>();
    // Inputs go by their role, since names are free.
    inputs.put(program.weight(), values.input("weight"));
    inputs.put(program.gradient(), values.input("gradient"));
    inputs.put(program.rate(), values.input("rate"));
    program.step().ifPresent(name -> inputs.put(name, values.input("step")));
    program.hyperparameters().forEach((name, value) -> inputs.put(name, values.number(value)));
    for (String state : program.states()) {
      inputs.put(state, values.input("state " + state));
    }
    Map<String, Value> names = Walk.fold(program, values, inputs);
    Value update = names.get(program.update());
    boolean[] reached = new boolean[values.nodes().size()];
    return refine(values, update, live(program, inputs, names, reached), reached);
  }

  /** The states that the update depends on, with the value that each has in the next step. */
  private static SequencedMap<Value, Value> live(
      Program program, Map<String, Value> inputs, Map<String, Value> names, boolean[] reached) {
    Map<Value, Value> next = new HashMap<>();
    program.states().forEach(state -> next.put(inputs.get(state), names.get(state)));
    SequencedMap<Value, Value> live = new LinkedHashMap<>();
    List<Value> open = new ArrayList<>(List.of(names.get(program.update())));
    while (!open.isEmpty()) {
      Value value = open.removeLast();
      if (reached[value.index]) {
        continue;
      }
      reached[value.index] = true;
      open.addAll(value.arguments);
      Value after = next.get(value);
      if (after != null) {
        live.put(value, after);
        open.add(after);
      }
    }
    return live;
  }

  /**
   * Tells states apart by what becomes of them, round by round, until no round tells more apart.
   */
  private static long refine(
      Values values, Value update, Map<Value, Value> live, boolean[] reached) {
    List<Value> nodes = values.nodes();
    long[] labels = new long[nodes.size()];
    long[] own = new long[labels.length];
    boolean[] isState = new boolean[labels.length];
    long[] states = new long[labels.length];
    live.keySet().forEach(state -> isState[state.index] = true);
    for (Value value : nodes) {
      own[value.index] = reached[value.index] && !isState[value.index] ? own(value) : 0;
    }
    int classes = 0;
    while (true) {
      for (Value value : nodes) {
        int i = value.index;
        if (reached[i]) {
          labels[i] = isState[i] ? mix(1, states[i]) : label(value, own[i], labels);
        }
      }
      // Label before and after the round, as one number; a set, since equal states count once.
      TreeSet<Long> rounds = new TreeSet<>();
      live.forEach((state, after) -> rounds.add(mix(states[state.index], labels[after.index])));
      if (rounds.size() == classes || live.isEmpty()) {
        long hash = labels[update.index];
        for (long round : rounds) {
          hash = mix(hash, round);
        }
        return hash;
      }
      classes = rounds.size();
      live.forEach((state, after) -> states[state.index] = labels[after.index]);
    }
  }

  /** What a node is by itself. */
  private static long own(Value value) {
    if (value.function != null) {
      return value.function.label();
    }
    return value.input != null
        ? text(value.input)
        : mix(2, Double.doubleToRawLongBits(value.number));
  }

  private static long label(Value value, long own, long[] labels) {
    if (value.function != null && value.function.commutative()) {
      long a = labels[value.arguments.get(0).index];
      long b = labels[value.arguments.get(1).index];
      return mix(mix(own, Math.min(a, b)), Math.max(a, b));
    }
    long hash = own;
    for (Value argument : value.arguments) {
      hash = mix(hash, labels[argument.index]);
    }
    return hash;
  }

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

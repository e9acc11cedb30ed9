package gradus.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

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
  /** Inputs go by their role, since names are free. They are the first nodes, in this order. */
  private static final List<String> ROLES = List.of("weight", "gradient", "rate", "step");

  private static final long[] LABELS = ROLES.stream().mapToLong(Hash::text).toArray();

  private final List<Value> nodes;
  private final boolean[] needed;
  private final long[] labels;

  /** By the number of a node that is a state: what it is in the next step; null for all others. */
  private final Value[] next;

  /** By the number of a node that is a state: its label in this round. */
  private final long[] states;

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
    Slots slots = program.slots();
    Liveness live = Liveness.of(program);
    Values values = Values.expanded();
    List<Value> names = slots.filled(null);
    int rate = Slots.STATES + program.states().size();
    names.set(Slots.WEIGHT, values.input(ROLES.get(0)));
    names.set(Slots.GRADIENT, values.input(ROLES.get(1)));
    names.set(rate, values.input(ROLES.get(2)));
    int slot = rate + 1;
    if (program.step().isPresent()) {
      names.set(slot++, values.input(ROLES.get(3)));
    }
    for (double value : program.hyperparameters().values()) {
      names.set(slot++, values.number(value));
    }
    for (String state : live.states()) {
      names.set(slots.of(state), values.input("state " + state));
    }
    List<Value> inputs = new ArrayList<>(names);
    Walk.fold(program, values, names, live.statements());
    Hash hash = new Hash(values.nodes());
    for (String state : live.states()) {
      hash.next[inputs.get(slots.of(state)).index] = names.get(slots.of(state));
    }
    return hash.of(names.get(slots.update()));
  }

  private Hash(List<Value> nodes) {
    this.nodes = nodes;
    needed = new boolean[nodes.size()];
    labels = Arrays.copyOf(LABELS, nodes.size());
    next = new Value[nodes.size()];
    states = new long[nodes.size()];
  }

  private long of(Value update) {
    need(update);
    int classes = 0;
    while (true) {
      long[] rounds = round();
      if (rounds.length == classes) {
        long hash = labels[update.index];
        for (long round : rounds) {
          hash = mix(hash, round);
        }
        return hash;
      }
      classes = rounds.length;
      for (int i = 0; i < states.length; i++) {
        states[i] = isState(i) ? labels[next[i].index] : 0;
      }
    }
  }

  /** Marks the nodes that a value depends on, now or in a later step. */
  private void need(Value value) {
    needed[value.index] = true;
    boolean settled = false;
    while (!settled) {
      settled = true;
      for (int i = nodes.size() - 1; i >= 0; i--) {
        if (needed[i]) {
          List<Value> arguments = nodes.get(i).arguments;
          for (int a = 0; a < arguments.size(); a++) {
            needed[arguments.get(a).index] = true;
          }
          if (next[i] != null && !needed[next[i].index]) {
            needed[next[i].index] = true;
            settled = false;
          }
        }
      }
    }
  }

  private boolean isState(int index) {
    return needed[index] && next[index] != null;
  }

  /**
   * Labels the nodes anew.
   *
   * @return for each class of states the labels before and after, as one number; in order
   */
  private long[] round() {
    for (int i = 0; i < labels.length; i++) {
      Value node = nodes.get(i);
      if (needed[i] && (node.input == null || next[i] != null)) {
        labels[i] = label(node);
      }
    }
    long[] rounds = new long[states.length];
    int count = 0;
    for (int i = 0; i < rounds.length; i++) {
      if (isState(i)) {
        rounds[count++] = mix(states[i], labels[next[i].index]);
      }
    }
    Arrays.sort(rounds, 0, count);
    int classes = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || rounds[i] != rounds[i - 1]) {
        rounds[classes++] = rounds[i];
      }
    }
    return Arrays.copyOf(rounds, classes);
  }

  private long label(Value value) {
    if (value.function != null) {
      long hash = value.function.label;
      if (value.function.commutative()) {
        long a = labels[value.arguments.get(0).index];
        long b = labels[value.arguments.get(1).index];
        return mix(mix(hash, Math.min(a, b)), Math.max(a, b));
      }
      for (int i = 0; i < value.arguments.size(); i++) {
        hash = mix(hash, labels[value.arguments.get(i).index]);
      }
      return hash;
    }
    return value.input != null
        ? mix(1, states[value.index])
        : mix(2, Double.doubleToRawLongBits(value.number));
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

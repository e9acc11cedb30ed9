package gradus.grammar;

import gradus.grammar.Ranges.Known;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the values of a program lie, found before any number is computed, and where one may be NaN.
 *
 * <p>Numbers are real numbers of any size: an infinite end says that there is no bound, and nothing
 * is said of what comes out of an overflow or of a division by zero. Weights and gradients are
 * anything, the learning rate is not negative, steps count from 1, and hyperparameters have their
 * defaults. States begin at zero and take in what the statements put there until nothing is new,
 * after some rounds in leaps (abstract interpretation with widening: Cousot and Cousot, 1977).
 * Tensors have at least one element.
 */
public final class Intervals {
  /** So many rounds may end by themselves before ends leap. */
  private static final int PATIENCE = 4;

  /**
   * Where numbers may give NaN or an infinity.
   *
   * @param statement the index of the statement, which is alive
   * @param place where the call stands
   * @param text what may happen, why, and in which call
   */
  public record Warning(int statement, Place place, String text) {}

  private final Map<String, Interval> inputs;
  private final List<Interval> statements;
  private final List<Warning> warnings;

  private Intervals(
      Map<String, Interval> inputs, List<Interval> statements, List<Warning> warnings) {
    this.inputs = Map.copyOf(inputs);
    this.statements = List.copyOf(statements);
    this.warnings = List.copyOf(warnings);
  }

  /**
   * Finds the intervals of a program.
   *
   * @param program a program without problems
   * @return its intervals
   */
  public static Intervals of(Program program) {
    Map<String, Interval> inputs = begin(program);
    Values values = Values.expanded();
    for (int round = 1; true; round++) {
      Ranges ranges = new Ranges(values);
      Map<String, Known> names = Walk.fold(program, ranges, known(values, inputs));
      boolean settled = true;
      for (String state : program.states()) {
        Interval before = inputs.get(state);
        Interval after = before.hull(names.get(state).interval());
        inputs.put(state, round > PATIENCE ? after.widened(before) : after);
        settled &= before.equals(inputs.get(state));
      }
      if (settled) {
        Liveness live = Liveness.of(program);
        List<Warning> warnings =
            ranges.warnings().stream()
                .filter(warning -> live.statements().get(warning.statement()))
                .toList();
        return new Intervals(inputs, ranges.statements(), warnings);
      }
    }
  }

  private static Map<String, Interval> begin(Program program) {
    Map<String, Interval> inputs = new HashMap<>();
    inputs.put(program.weight(), Interval.REAL);
    inputs.put(program.gradient(), Interval.REAL);
    inputs.put(program.rate(), Interval.NOT_NEGATIVE);
    program.step().ifPresent(name -> inputs.put(name, Interval.of(1, Double.POSITIVE_INFINITY)));
    program.hyperparameters().forEach((name, value) -> inputs.put(name, Interval.of(value)));
    program.states().forEach(name -> inputs.put(name, Interval.of(0)));
    return inputs;
  }

  private static Map<String, Known> known(Values values, Map<String, Interval> inputs) {
    Map<String, Known> known = new HashMap<>();
    inputs.forEach((name, interval) -> known.put(name, new Known(values.input(name), interval)));
    return known;
  }

  /**
   * Where a parameter lies.
   *
   * @param name its name
   * @return its interval when a step begins, whichever step it is
   */
  public Interval input(String name) {
    return inputs.get(name);
  }

  /**
   * Where the values lie that the statements assign.
   *
   * @return one interval for each statement, in order
   */
  public List<Interval> statements() {
    return statements;
  }

  /**
   * Where a live statement may make NaN or an infinity out of numbers.
   *
   * @return the warnings in the order of the statements, perhaps none
   */
  public List<Warning> warnings() {
    return warnings;
  }
}

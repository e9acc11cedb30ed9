package gradus.grammar;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A number for how a program behaves: its updates on fixed small models, rounded so that programs
 * that are equal in real arithmetic share it. {@link Hash} tells what is computed; this tells what
 * comes out, and knows nothing of what the models do not show, such as a threshold that none of
 * them crosses. Of pairs of different random programs that share it, fewer than one in a thousand
 * can be told apart on other models. It is for people: no search leaves a program out because of
 * it.
 *
 * <p>Of the 52 binary digits of a number 30 count; all zeros are equal, and so are all NaNs.
 */
public final class Fingerprint {
  private static final int STEPS = 6;
  private static final int DIGITS = 30;

  /**
   * A model and what its weights and gradients lie between. A function may be NaN, constant or zero
   * in some places, and one with a threshold may be below it for a tensor of some size.
   */
  private record Probe(double low, double high, List<Integer> matrix, List<Integer> other) {
    Shapes shapes(boolean matricesOnly) {
      return new Shapes(matricesOnly ? List.of(matrix) : List.of(matrix, other));
    }
  }

  private static final List<Probe> PROBES =
      List.of(
          new Probe(-2, 2, List.of(2, 3), List.of(4)),
          new Probe(-1, 1, List.of(1, 3), List.of(2)),
          new Probe(-1e-3, 1e-3, List.of(3, 2), List.of(2)),
          new Probe(-30, 30, List.of(5, 2), List.of(7)),
          new Probe(0, 1, List.of(1, 2), List.of()),
          new Probe(1, 4, List.of(2, 1), List.of(1)),
          new Probe(-4, -1, List.of(1, 2), List.of(3)),
          new Probe(-0.1, 0, List.of(1, 1), List.of(1)));

  private Fingerprint() {}

  /**
   * The fingerprint of a program.
   *
   * @param program a program without problems
   * @return 16 hexadecimal digits
   */
  public static String of(Program program) {
    boolean matricesOnly = Kinds.of(program).updateForMatrices();
    SplittableRandom random = new SplittableRandom(1);
    long print = 0;
    for (Probe probe : PROBES) {
      Shapes shapes = probe.shapes(matricesOnly);
      Oracle oracle = Oracle.of(program, shapes, values(shapes, probe, random));
      for (int step = 1; step <= STEPS; step++) {
        for (double[] tensor : oracle.step(values(shapes, probe, random), rate(probe, step))) {
          for (double update : tensor) {
            print = Hash.mix(print, Double.doubleToLongBits(rounded(update)));
          }
        }
      }
    }
    return HexFormat.of().toHexDigits(print);
  }

  /** Another one at each step, above and below 1. */
  private static double rate(Probe probe, int step) {
    return (PROBES.indexOf(probe) + 0.1) / step;
  }

  private static double[][] values(Shapes shapes, Probe probe, SplittableRandom random) {
    double[][] values = new double[shapes.tensors()][];
    for (int t = 0; t < values.length; t++) {
      values[t] = random.doubles(shapes.size(Kind.TENSOR, t), probe.low, probe.high).toArray();
    }
    return values;
  }

  /** To the nearest number with fewer digits; adding the large number drops the others. */
  private static double rounded(double number) {
    double large = number * (1L << (52 - DIGITS));
    double rounded = Double.isInfinite(large) ? number : number + large - large;
    return rounded + 0.0;
  }
}

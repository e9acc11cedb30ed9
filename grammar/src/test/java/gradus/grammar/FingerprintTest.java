package gradus.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {
  private static final int STEPS = 4;

  private static Program program(String statement) {
    return Parser.program(
        "p", "def p(w, g, m, lr, step):\n    " + statement + "\n    return m * lr, m\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m = interp(g, m, 0.9) | m = m + 0.1 * (g - m)",
        "m = (g + w) * 0.3 | m = 0.3 * w + g * 0.3",
        "m = g / (1 + w * w) | m = g * (1 / (square(w) + 1))",
        "m = sqrt(abs(g)) | m = power(abs(g), 0.5)",
        "m = norm(g) * w | m = w * sqrt(sum(g * g))",
        "m = sinh(g) | m = (exp(g) - exp(-g)) / 2",
        "m = max(g, w) | m = where(w > g, w, g)"
      })
  void programsThatAreEqualInRealArithmeticShareIt(String one, String other) {
    assertThat(Hash.of(program(one))).isNotEqualTo(Hash.of(program(other)));
    assertThat(Fingerprint.of(program(one))).isEqualTo(Fingerprint.of(program(other)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "m = interp(g, m, 0.9) | m = interp(g, m, 0.9000001)",
        "m = g | m = g + 1e-7",
        "m = g | m = abs(g)",
        "m = g * norm(g) | m = g * global_norm(g)",
        "m = g * step | m = g",
        "m = min(g, 20) | m = g",
        "m = sqrt(g) | m = log(g)"
      })
  void tellsApartWhatBehavesDifferently(String one, String other) {
    assertThat(Fingerprint.of(program(one))).isNotEqualTo(Fingerprint.of(program(other)));
  }

  @Test
  void programsOfOneHashShareIt() {
    RandomPrograms programs = new RandomPrograms(new SplittableRandom(9));
    Map<String, String> known = new HashMap<>();
    int repeated = 0;
    for (int i = 0; i < 5_000; i++) {
      Program program = programs.next();
      for (Program one : List.of(program, programs.withDeadCode(program))) {
        // A hash does not tell for which models a program is made.
        String key = Hash.of(one) + Kinds.of(one).updateForMatrices();
        String before = known.putIfAbsent(key, Fingerprint.of(one));
        if (before != null) {
          repeated++;
          assertThat(Fingerprint.of(one)).as(Printer.print(one)).isEqualTo(before);
        }
      }
    }
    assertThat(repeated).isGreaterThan(5_000);
  }

  @Test
  void programsThatShareItAgreeElsewhere() {
    agreeElsewhere(5_000, 10);
  }

  @Test
  @Tag("minutes")
  void itIsSoForManyMore() {
    agreeElsewhere(100_000, 11);
  }

  private static void agreeElsewhere(int count, long seed) {
    RandomPrograms programs = new RandomPrograms(new SplittableRandom(seed));
    Map<String, Program> known = new HashMap<>();
    int pairs = 0;
    int different = 0;
    for (int i = 0; i < count; i++) {
      Program program = programs.next();
      for (Program one : List.of(program, programs.changed(program))) {
        if (!Kinds.of(one).problems().isEmpty()) {
          continue;
        }
        String key = Fingerprint.of(one) + Kinds.of(one).updateForMatrices();
        Program before = known.putIfAbsent(key, one);
        if (before != null && !Hash.of(before).equals(Hash.of(one))) {
          pairs++;
          different += agree(before, one, i) ? 0 : 1;
        }
      }
    }
    // Most of those that differ give only NaN on the models of the fingerprint.
    assertThat(pairs).isGreaterThan(count / 5);
    assertThat(different).isLessThanOrEqualTo(pairs / 500);
  }

  private static boolean agree(Program one, Program other, int seed) {
    List<double[][]> updates = updates(one, seed);
    List<double[][]> others = updates(other, seed);
    for (int step = 0; step < STEPS; step++) {
      for (int t = 0; t < updates.get(step).length; t++) {
        for (int i = 0; i < updates.get(step)[t].length; i++) {
          double x = updates.get(step)[t][i];
          double y = others.get(step)[t][i];
          double near = 1e-6 * Math.max(Math.abs(x), Math.abs(y));
          if (Double.compare(x + 0.0, y + 0.0) != 0 && !(Math.abs(x - y) <= near)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private static List<double[][]> updates(Program program, int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Shapes shapes = Traces.shapes(program);
    Oracle oracle = Oracle.of(program, shapes, Traces.values(shapes, random));
    return random
        .doubles(STEPS, 0.001, 2)
        .mapToObj(rate -> oracle.step(Traces.values(shapes, random), rate))
        .toList();
  }
}

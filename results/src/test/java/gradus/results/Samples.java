package gradus.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Candidates that are a function of their number, so that any process can tell what was stored. */
final class Samples {
  private Samples() {}

  /** One in three has the program of an earlier one; some have no fitness. */
  static Candidate candidate(int number) {
    Random random = new Random(number);
    int text = number % 3 == 0 ? number / 3 : number;
    double fitness = number % 7 == 0 ? Double.NaN : random.nextGaussian();
    boolean cached = number % 3 == 0;
    return new Candidate(
        number,
        random.nextInt(number),
        "modify-constant",
        program(text),
        Long.toHexString(random.nextLong()),
        number % 7 == 0 ? "diverged" : "trained",
        fitness,
        cached,
        12,
        random.nextInt(12),
        random.nextInt(5),
        cached ? List.of() : List.of(random.nextGaussian(), fitness, -0.0));
  }

  static List<Candidate> candidates(int first, int last) {
    List<Candidate> candidates = new ArrayList<>();
    for (int number = first; number <= last; number++) {
      candidates.add(candidate(number));
    }
    return candidates;
  }

  static Candidate with(int number, String program, double fitness) {
    return new Candidate(
        number, 0, "seed", program, "0", "trained", fitness, false, 1, 0, 0, List.of(1.0));
  }

  private static String program(int number) {
    StringBuilder text = new StringBuilder("def rule(weight, gradient, momentum, lr):\n");
    Random random = new Random(-number);
    for (int i = 0; i < 12; i++) {
      text.append("    momentum = interp(gradient, momentum, ").append(random.nextFloat() + ")\n");
    }
    return text.append("    return momentum * lr, momentum\n").toString();
  }
}

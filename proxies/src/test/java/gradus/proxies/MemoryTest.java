package gradus.proxies;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Bytes: what measuring itself may allocate. */
  private static final long NOTHING = 100_000;

  private static final int ROUNDS = 10;

  static List<String> families() {
    return Family.all().stream().map(Family::name).toList();
  }

  /**
   * Until all is compiled, the vector functions allocate; after that a step allocates nothing. How
   * many steps the compiler takes depends on the machine: the small tasks are quicker than it.
   */
  @ParameterizedTest
  @MethodSource("families")
  @Tag("minutes")
  void tenThousandStepsAllocateNothing(String family) {
    Needed.data(family);
    Training training = Family.named(family).at(Scale.TINY).training();
    training.start(1);
    Sgd rule = new Sgd();
    long bytes = NOTHING;
    for (int round = 0; round < ROUNDS && bytes >= NOTHING; round++) {
      bytes = steps(training, rule);
    }
    assertThat(steps(training, rule)).as("bytes in 10,000 steps").isLessThan(NOTHING);
  }

  /** Ten thousand steps, and what they allocate. */
  private static long steps(Training training, Sgd rule) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int step = 1; step <= 10_000; step++) {
      training.nextGradients();
      rule.step(training.weights(), training.gradients(), 1e-4, step);
    }
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}

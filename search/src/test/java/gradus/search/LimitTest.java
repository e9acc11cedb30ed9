package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.proxies.Task;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LimitTest {
  private static final Limit<String> LIMIT = new Limit<>(100, "late", "starved");
  private final Task task = Task.named("quadratic");

  @Test
  void workThatHeedsAnInterruptionIsLate() throws Exception {
    try (Workers workers = Workers.of(task, 1)) {
      Future<String> slow =
          workers.submit(
              List.of(task),
              all -> {
                while (!Thread.currentThread().isInterrupted()) {
                  Thread.onSpinWait();
                }
                throw new CancellationException();
              },
              LIMIT);
      assertThat(Workers.result(slow)).isEqualTo("late");
      // The thread goes on, and the interruption is gone.
      Future<Boolean> next = workers.submit(all -> Thread.currentThread().isInterrupted());
      assertThat(Workers.result(next)).isFalse();
    }
  }

  @Test
  void workThatHangsIsLeftAloneAndAnotherThreadTakesItsPlace() throws Exception {
    boolean[] over = {false};
    try (Workers workers = Workers.of(task, 1)) {
      Future<String> hanging =
          workers.submit(
              List.of(task),
              all -> {
                while (!isOver(over)) {
                  Thread.onSpinWait();
                }
                return "never";
              },
              LIMIT);
      assertThat(Workers.result(hanging)).isEqualTo("late");
      Future<String> next = workers.submit(all -> "next");
      assertThat(Workers.result(next)).isEqualTo("next");
      synchronized (over) {
        over[0] = true;
      }
    }
  }

  private static boolean isOver(boolean[] over) {
    synchronized (over) {
      return over[0];
    }
  }

  @Test
  void workThatExhaustsMemoryIsStarvedAndOthersGoOn() throws Exception {
    try (Workers workers = Workers.of(task, 1)) {
      Future<String> greedy =
          workers.submit(
              List.of(task),
              all -> {
                long[][] rows = new long[Integer.MAX_VALUE - 2][];
                rows[0] = new long[Integer.MAX_VALUE - 2];
                throw new OutOfMemoryError("on a machine that has so much");
              },
              new Limit<>(60_000, "late", "starved"));
      assertThat(Workers.result(greedy)).isEqualTo("starved");
      Future<String> next = workers.submit(all -> "next");
      assertThat(Workers.result(next)).isEqualTo("next");
    }
  }

  @Test
  void workThatFailsIsABugAndIsTold() {
    try (Workers workers = Workers.of(task, 1)) {
      Future<String> broken =
          workers.submit(
              List.of(task),
              all -> {
                throw new IllegalStateException("broken");
              },
              LIMIT);
      assertThatThrownBy(() -> Workers.result(broken)).hasMessageContaining("broken");
    }
  }
}

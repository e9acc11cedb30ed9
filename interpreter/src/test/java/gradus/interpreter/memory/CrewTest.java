package gradus.interpreter.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrewTest {
  private static final int PIECES = 40;
  private static final int PIECE = 64;

  @ParameterizedTest
  @CsvSource({"1, 16384", "2, 1", "2, 64", "3, 100", "3, 1000", "8, 7"})
  void doesEachIndexOnce(int threads, int share) {
    try (Crew crew = new Crew(threads, share)) {
      for (int length : new int[] {0, 1, 63, 64, 65, 199, 200, 1_000, 4_097}) {
        for (int weight : new int[] {1, 3, 4_096}) {
          for (int again = 0; again < 50; again++) {
            AtomicIntegerArray times = new AtomicIntegerArray(length);
            crew.split(
                length,
                weight,
                (from, to) -> {
                  for (int i = from; i < to; i++) {
                    times.getAndIncrement(i);
                  }
                });
            for (int i = 0; i < length; i++) {
              assertEquals(1, times.get(i), "index " + i + " of " + length);
            }
          }
        }
      }
    }
  }

  /** The thread that is first to take a piece keeps it until the others have done all the rest. */
  @Test
  @Timeout(60)
  void doesTheWorkOfWhoIsHeldUp() {
    try (Crew crew = new Crew(2, PIECE)) {
      for (int again = 0; again < 200; again++) {
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch rest = new CountDownLatch(PIECES - 1);
        crew.split(
            PIECES * PIECE,
            1,
            (from, to) -> {
              if (begun.getAndIncrement() == 0) {
                await(rest);
              } else {
                rest.countDown();
              }
            });
        assertEquals(PIECES, begun.get());
      }
    }
  }

  /** The helper keeps its first piece; whoever waited for its part would wait for ever. */
  @Test
  @Timeout(60)
  void doesTheWorkOfAHelperThatIsHeldUp() {
    Thread caller = Thread.currentThread();
    AtomicInteger heldUp = new AtomicInteger();
    try (Crew crew = new Crew(2, PIECE)) {
      for (int again = 0; again < 2_000 && heldUp.get() < 20; again++) {
        CountDownLatch rest = new CountDownLatch(PIECES - 1);
        AtomicInteger helped = new AtomicInteger();
        crew.split(
            PIECES * PIECE,
            1,
            (from, to) -> {
              if (Thread.currentThread() != caller && helped.getAndIncrement() == 0) {
                heldUp.getAndIncrement();
                await(rest);
              } else {
                rest.countDown();
              }
            });
      }
    }
    assertTrue(heldUp.get() > 0, "the helper never came");
  }

  @Test
  void tellsOfAFailureAfterAllIsDone() {
    AtomicInteger done = new AtomicInteger();
    try (Crew crew = new Crew(3, PIECE)) {
      IllegalStateException failure =
          assertThrows(
              IllegalStateException.class,
              () ->
                  crew.split(
                      PIECES * PIECE,
                      1,
                      (from, to) -> {
                        done.addAndGet(to - from);
                        if (from == 7 * PIECE) {
                          throw new ArithmeticException("piece 7");
                        }
                      }));
      assertEquals("piece 7", failure.getCause().getMessage());
      assertEquals(PIECES * PIECE, done.get());
      crew.split(PIECES * PIECE, 1, (from, to) -> done.addAndGet(from - to));
      assertEquals(0, done.get());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS), "the rest is never done");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

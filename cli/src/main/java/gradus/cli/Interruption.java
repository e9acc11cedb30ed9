package gradus.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Ctrl-C while something long runs: it is asked to stop, and the process waits until it has written
 * everything. A second Ctrl-C ends the process at once, which loses no more than what is under way.
 */
final class Interruption implements BooleanSupplier, AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;
  private static final int INTERRUPTED = 130;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::interrupted, "interruption");
  private volatile boolean stop;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void interrupted() {
    stop = true;
    Signals.onInterrupt(() -> Runtime.getRuntime().halt(INTERRUPTED));
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether to stop. */
  @Override
  public boolean getAsBoolean() {
    return stop;
  }

  @Override
  public void close() {
    finished.countDown();
    if (!stop) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        stop = true; // the process is ending at this very moment
      }
    }
  }
}

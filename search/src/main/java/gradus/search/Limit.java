package gradus.search;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * A safety net under work that may hang or use up the memory: it is interrupted when it takes too
 * long, and left alone with its thread when it does not heed that. In either case another value
 * stands for its result.
 *
 * @param milliseconds how long the work may take
 * @param late the result of work that took longer
 * @param starved the result of work for which there was not enough memory
 * @param <T> what the work makes
 */
record Limit<T>(long milliseconds, T late, T starved) {
  /** How long interrupted work may take to end. */
  private static final long GRACE_MILLISECONDS = 2000;

  private static final ScheduledExecutorService CLOCK =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("deadline").factory());

  Future<T> submit(ThreadPoolExecutor threads, Supplier<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    threads.execute(() -> run(threads, work, result));
    return result;
  }

  private void run(ThreadPoolExecutor threads, Supplier<T> work, CompletableFuture<T> result) {
    Thread thread = Thread.currentThread();
    AtomicBoolean ended = new AtomicBoolean();
    AtomicBoolean tooLate = new AtomicBoolean();
    ScheduledFuture<?> alarm =
        CLOCK.schedule(
            () -> interrupt(thread, ended, tooLate), milliseconds, TimeUnit.MILLISECONDS);
    ScheduledFuture<?> abandon =
        CLOCK.schedule(
            () -> abandon(threads, ended, result),
            milliseconds + GRACE_MILLISECONDS,
            TimeUnit.MILLISECONDS);
    try {
      T value = work.get();
      result.complete(value);
    } catch (OutOfMemoryError e) {
      result.complete(starved);
    } catch (CancellationException e) {
      if (tooLate.get()) {
        result.complete(late);
      } else {
        result.completeExceptionally(e);
      }
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(e);
    } finally {
      synchronized (ended) {
        ended.set(true);
        if (tooLate.get()) {
          Thread.interrupted(); // it was for this work only
        }
      }
      alarm.cancel(false);
      abandon.cancel(false);
    }
  }

  private static void interrupt(Thread thread, AtomicBoolean ended, AtomicBoolean tooLate) {
    synchronized (ended) {
      if (!ended.get()) {
        tooLate.set(true);
        thread.interrupt();
      }
    }
  }

  /** The thread is lost; another one takes its place. */
  private void abandon(
      ThreadPoolExecutor threads, AtomicBoolean ended, CompletableFuture<T> result) {
    if (!ended.get() && result.complete(late)) {
      threads.setMaximumPoolSize(threads.getMaximumPoolSize() + 1);
      threads.setCorePoolSize(threads.getCorePoolSize() + 1);
    }
  }
}

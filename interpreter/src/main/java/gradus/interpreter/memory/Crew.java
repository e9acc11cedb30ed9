package gradus.interpreter.memory;

import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the work of a step with the thread that runs it. A piece of work takes some
 * microseconds, so its helpers wait awake for the next one, for a moment, before they sleep.
 */
public final class Crew implements AutoCloseable {
  /** Work on a stretch of something. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does a part of it.
     *
     * @param from the first index
     * @param to the index after the last
     */
    void apply(int from, int to);
  }

  /**
   * For so many nanoseconds a thread looks out before it sleeps. It reads the clock between two
   * looks, and does not call {@link Thread#onSpinWait}: a virtual machine's host takes a core away
   * that pauses again and again.
   */
  private static final long PATIENCE = 100_000;

  /** So many elements are worth a thread. */
  private static final int SHARE = 16_384;

  /** Stretches begin at multiples of it, so that threads do not write to one cache line. */
  private static final int LINE = 64;

  private final int share;
  private final Helper[] helpers;

  /**
   * A crew; its threads start when there is work for them.
   *
   * @param threads how many, with the one that runs the steps; at least 1
   */
  public Crew(int threads) {
    this(threads, SHARE);
  }

  /**
   * A crew that shares even small work.
   *
   * @param threads how many, with the one that runs the steps; at least 1
   * @param share how many elements are worth a thread, at least 1
   */
  public Crew(int threads, int share) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: found " + threads + "; allowed: at least 1");
    }
    this.share = share;
    helpers = new Helper[threads - 1];
  }

  /**
   * Does work of some length, each part once, on as many threads as it is worth.
   *
   * @param length how many indices there are
   * @param weight how many elements each stands for
   * @param work what to do with them
   */
  public void split(int length, int weight, Work work) {
    int parts = (int) Math.min(helpers.length + 1, (long) length * weight / share);
    if (parts <= 1) {
      work.apply(0, length);
      return;
    }
    int unit = weight == 1 ? Math.min(LINE, share) : 1;
    for (int part = 1; part < parts; part++) {
      helper(part - 1)
          .begin(work, bound(part, parts, length, unit), bound(part + 1, parts, length, unit));
    }
    Throwable failure = null;
    try {
      work.apply(0, bound(1, parts, length, unit));
    } finally {
      for (int part = 1; part < parts; part++) {
        Throwable other = helper(part - 1).join();
        failure = failure == null ? other : failure;
      }
    }
    if (failure != null) {
      throw new IllegalStateException("a part of the step failed: " + failure, failure);
    }
  }

  private static int bound(int part, int parts, int length, int unit) {
    return part == parts ? length : (int) ((long) length * part / parts) / unit * unit;
  }

  private Helper helper(int index) {
    if (helpers[index] == null) {
      helpers[index] = new Helper(index + 1);
    }
    return helpers[index];
  }

  @Override
  public void close() {
    for (Helper helper : helpers) {
      if (helper != null) {
        helper.begin(null, 0, 0);
      }
    }
  }

  /** One thread; what it is to do goes over by writing {@code asked}, last. */
  private static final class Helper implements Runnable {
    private final Thread thread;
    private Work work;
    private int from;
    private int to;
    private Throwable failure;
    private volatile int asked;
    private volatile int done;
    private volatile boolean asleep;

    Helper(int number) {
      thread = Thread.ofPlatform().daemon().name("step-" + number).start(this);
    }

    void begin(Work next, int first, int end) {
      work = next;
      from = first;
      to = end;
      asked++;
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    Throwable join() {
      long start = System.nanoTime();
      while (done != asked) {
        // The helper may not have a core of its own; but who yields early loses his to others.
        if (System.nanoTime() - start > 10 * PATIENCE) {
          Thread.yield();
        }
      }
      return failure;
    }

    @Override
    public void run() {
      for (int next = 1; ; next++) {
        await(next);
        if (work == null) {
          return;
        }
        failure = null;
        try {
          work.apply(from, to);
        } catch (RuntimeException | Error e) {
          failure = e;
        }
        done = next;
      }
    }

    private void await(int next) {
      long start = System.nanoTime();
      while (asked != next) {
        if (System.nanoTime() - start > PATIENCE) {
          asleep = true;
          while (asked != next) {
            LockSupport.park(this);
          }
          asleep = false;
        }
      }
    }
  }
}

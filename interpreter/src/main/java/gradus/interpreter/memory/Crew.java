package gradus.interpreter.memory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that share the work of a step with the thread that runs it. A piece of work takes some
 * microseconds, so its helpers wait awake for the next one, for a moment, before they sleep.
 *
 * <p>Each thread has a part of the work and takes it piece by piece; who is through with his own
 * goes on with the others'. So nobody waits for a helper that still has to wake up, or that the
 * system has given no core: the thread that runs the step does that part too.
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
   * For so many nanoseconds a thread looks out before it sleeps or gives way. It reads the clock
   * between two looks, and does not call {@link Thread#onSpinWait}: a virtual machine's host takes
   * a core away that pauses again and again.
   */
  private static final long PATIENCE = 100_000;

  /** So many elements are worth a thread, and make a piece. */
  private static final int SHARE = 16_384;

  /** Pieces begin at multiples of it, so that threads do not write to one cache line. */
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
   * Does work of some length, each index once, on as many threads as it is worth.
   *
   * @param length how many indices there are
   * @param weight how many elements each stands for
   * @param work what to do with them; must bear to be called for any stretch, by several threads
   */
  public void split(int length, int weight, Work work) {
    int parts = (int) Math.min(helpers.length + 1, (long) length * weight / share);
    if (parts <= 1) {
      work.apply(0, length);
      return;
    }
    int piece = Math.max(1, share / weight);
    if (weight == 1 && share >= LINE) {
      piece = piece / LINE * LINE;
    }
    Job job = new Job(work, length, piece, parts);
    for (int h = 0; h < parts - 1; h++) {
      helper(h).begin(job);
    }
    job.help(0);
    job.join();
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
        helper.begin(Job.END);
      }
    }
  }

  /** Work in pieces. Who comes late finds none left. */
  private static final class Job {
    /** After it there is none. */
    private static final Job END = new Job((from, to) -> {}, 0, 1, 1);

    private final Work work;
    private final int length;
    private final int piece;
    private final int pieces;
    private final int parts;
    private final AtomicIntegerArray taken;
    private final AtomicInteger done = new AtomicInteger();
    private volatile Throwable failure;

    Job(Work work, int length, int piece, int parts) {
      this.work = work;
      this.length = length;
      this.piece = piece;
      this.parts = parts;
      pieces = (length + piece - 1) / piece;
      taken = new AtomicIntegerArray(parts * LINE / Integer.BYTES);
    }

    /** Does pieces of one's own part, then of the parts after it, until there are none. */
    void help(int own) {
      int count = 0;
      for (int i = 0; i < parts; i++) {
        int part = (own + i) % parts;
        int first = first(part);
        int some = first(part + 1) - first;
        for (int next = take(part, some); next < some; next = take(part, some)) {
          run(first + next);
          count++;
        }
      }
      done.addAndGet(count);
    }

    private int take(int part, int some) {
      int index = part * LINE / Integer.BYTES;
      return taken.get(index) < some ? taken.getAndIncrement(index) : some;
    }

    private int first(int part) {
      return (int) ((long) pieces * part / parts);
    }

    private void run(int number) {
      try {
        work.apply(number * piece, number + 1 == pieces ? length : (number + 1) * piece);
      } catch (RuntimeException | Error e) {
        failure = e;
      }
    }

    /** Waits until all pieces are done. */
    void join() {
      long start = System.nanoTime();
      while (done.get() < pieces) {
        // The helper may have lost its core; but who yields early loses his to others.
        if (System.nanoTime() - start > PATIENCE) {
          Thread.yield();
        }
      }
      if (failure != null) {
        throw new IllegalStateException("a part of the step failed: " + failure, failure);
      }
    }
  }

  /** One thread. */
  private static final class Helper implements Runnable {
    private final int number;
    private final Thread thread;
    private volatile Job job;
    private volatile boolean asleep;

    Helper(int number) {
      this.number = number;
      thread = Thread.ofPlatform().daemon().name("step-" + number).start(this);
    }

    void begin(Job next) {
      job = next;
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      Job last = null;
      do {
        last = after(last);
        last.help(number);
      } while (last != Job.END);
    }

    /** Waits for another job than the last. */
    private Job after(Job last) {
      long start = System.nanoTime();
      while (job == last) {
        if (System.nanoTime() - start > PATIENCE) {
          asleep = true;
          while (job == last) {
            LockSupport.park(this);
          }
          asleep = false;
        }
      }
      return job;
    }
  }
}

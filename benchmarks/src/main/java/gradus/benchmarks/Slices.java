package gradus.benchmarks;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs one task on equal slices of a range, on threads that stay: each looks out for the next task
 * for a moment before it sleeps, so that a task costs little to hand over.
 */
final class Slices implements AutoCloseable {
  /** A slice shorter than this is not worth another thread. */
  private static final int SHORTEST = 32_768;

  /** How often a thread looks before it sleeps: some ten microseconds. */
  private static final int LOOKS = 2_000;

  /** What to do with a slice. */
  @FunctionalInterface
  interface Task {
    void run(int from, int to);
  }

  private final Thread[] helpers;
  private final AtomicInteger open = new AtomicInteger();
  private final int length;
  private final int slices;
  private Task task;
  private volatile int number;
  private volatile boolean closed;

  Slices(int length, int threads) {
    this.length = length;
    slices = Math.max(1, Math.min(threads, length / SHORTEST));
    helpers = new Thread[slices - 1];
    for (int i = 0; i < helpers.length; i++) {
      int slice = i + 1;
      helpers[i] = Thread.ofPlatform().daemon().name("slice " + slice).start(() -> help(slice));
    }
  }

  /** Runs a task on all slices and waits until all are done. */
  void run(Task next) {
    if (slices == 1) {
      next.run(0, length);
      return;
    }
    task = next;
    open.set(helpers.length);
    number++; // publishes the task
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
    slice(next, 0);
    while (open.get() > 0) {
      System.nanoTime(); // not a pause, for which a virtual machine's host may take the core away
    }
  }

  private void slice(Task current, int slice) {
    int from = (int) ((long) length * slice / slices);
    int to = (int) ((long) length * (slice + 1) / slices);
    current.run(from, to);
  }

  private void help(int slice) {
    int done = 0;
    while (true) {
      for (int i = 0; number == done && i < LOOKS; i++) {
        System.nanoTime();
      }
      while (number == done && !closed) {
        LockSupport.park(this);
      }
      if (closed) {
        return;
      }
      done = number;
      slice(task, slice);
      open.decrementAndGet();
    }
  }

  @Override
  public void close() {
    closed = true;
    for (Thread helper : helpers) {
      LockSupport.unpark(helper);
    }
  }
}

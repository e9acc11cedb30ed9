package gradus.search;

import gradus.proxies.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Threads that train, each with an evaluator of its own. */
public final class Workers implements AutoCloseable {
  private final Task task;
  private final ExecutorService threads;
  private final Map<Task, Queue<Evaluator>> idle;

  private Workers(Task task, ExecutorService threads, Map<Task, Queue<Evaluator>> idle) {
    this.task = task;
    this.threads = threads;
    this.idle = idle;
  }

  /**
   * Starts threads.
   *
   * @param task what they train
   * @param count how many
   * @return the workers; threads and memory come as they are needed
   */
  public static Workers of(Task task, int count) {
    ThreadFactory daemons = Thread.ofPlatform().daemon().name("worker-", 1).factory();
    return new Workers(
        task, Executors.newFixedThreadPool(count, daemons), new ConcurrentHashMap<>());
  }

  /**
   * The same threads for another task.
   *
   * @param other what they train for who asks through the result
   * @return the workers; they end with these
   */
  public Workers on(Task other) {
    return new Workers(other, threads, idle);
  }

  /**
   * Hands over some work.
   *
   * @param work what to do with an evaluator
   * @param <T> what comes of it
   * @return the result, when it is there
   */
  public <T> Future<T> submit(Function<Evaluator, T> work) {
    Queue<Evaluator> mine = idle.computeIfAbsent(task, any -> new ConcurrentLinkedQueue<>());
    return threads.submit(() -> {
      Evaluator polled = mine.poll();
      Evaluator evaluator = polled == null ? Evaluator.of(task) : polled;
      T result = work.apply(evaluator);
      // An evaluator whose work threw is not used again.
      mine.add(evaluator);
      return result;
    });
  }

  /**
   * Does some work for each of many things, at the same time.
   *
   * @param things what to work on
   * @param work what to do
   * @param <A> what is worked on
   * @param <T> what comes of it
   * @return the results, in the order of the things
   * @throws InterruptedException if waiting is interrupted
   */
  public <A, T> List<T> all(List<A> things, BiFunction<Evaluator, A, T> work)
      throws InterruptedException {
    List<Future<T>> futures = new ArrayList<>();
    things.forEach(thing -> futures.add(submit(evaluator -> work.apply(evaluator, thing))));
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  /**
   * Waits for a result.
   *
   * @param future what was handed over
   * @param <T> what comes of it
   * @return the result
   * @throws InterruptedException if waiting is interrupted
   */
  public static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a worker failed: " + e.getCause(), e.getCause());
    }
  }

  /** Stops the threads; a training at work ends at its next step. */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      if (threads.awaitTermination(10, TimeUnit.SECONDS)) {
        idle.values().forEach(evaluators -> evaluators.forEach(Evaluator::close));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

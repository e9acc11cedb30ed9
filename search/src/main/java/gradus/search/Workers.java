package gradus.search;

import gradus.proxies.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Threads that train, each with evaluators of its own. */
public final class Workers implements AutoCloseable {
  private final Task task;
  private final ThreadPoolExecutor threads;
  private final Map<Task, Queue<Evaluator>> idle;

  private Workers(Task task, ThreadPoolExecutor threads, Map<Task, Queue<Evaluator>> idle) {
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
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("worker-", 1).factory());
    return new Workers(task, threads, new ConcurrentHashMap<>());
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
    return submit(List.of(task), all -> work.apply(all.getFirst()));
  }

  /**
   * Hands over some work that may hang or use up the memory.
   *
   * @param tasks what to train
   * @param work what to do with an evaluator for each task
   * @param limit how long it may take, and what is the result when it takes longer or fails
   * @param <T> what comes of it
   * @return the result, when it is there
   */
  <T> Future<T> submit(List<Task> tasks, Function<List<Evaluator>, T> work, Limit<T> limit) {
    return limit.submit(threads, () -> with(tasks, work));
  }

  /**
   * Hands over some work on several tasks.
   *
   * @param tasks what to train
   * @param work what to do with an evaluator for each task
   * @param <T> what comes of it
   * @return the result, when it is there
   */
  <T> Future<T> submit(List<Task> tasks, Function<List<Evaluator>, T> work) {
    return threads.submit(() -> with(tasks, work));
  }

  private <T> T with(List<Task> tasks, Function<List<Evaluator>, T> work) {
    List<Evaluator> evaluators = new ArrayList<>();
    for (Task one : tasks) {
      Evaluator polled = idle(one).poll();
      evaluators.add(polled == null ? Evaluator.of(one) : polled);
    }
    T result = work.apply(evaluators);
    // Evaluators whose work threw are not used again.
    for (int i = 0; i < tasks.size(); i++) {
      idle(tasks.get(i)).add(evaluators.get(i));
    }
    return result;
  }

  private Queue<Evaluator> idle(Task one) {
    return idle.computeIfAbsent(one, any -> new ConcurrentLinkedQueue<>());
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

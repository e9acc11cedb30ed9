package gradus.search.tuning;

import gradus.results.Trial;
import gradus.results.Trials;
import gradus.search.Workers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Tunes many optimizers on many tasks. The choices do not depend on the number of workers. */
public final class Tunings {
  private static final long PATIENCE_MILLISECONDS = 100;

  private Tunings() {}

  /**
   * One tuning.
   *
   * @param subject which optimizer on which task
   * @param learningRate the optimizer's own
   */
  public record Job(Trainings.Subject subject, double learningRate) {
    private double cost() {
      return (double) subject.task().flops() * subject.task().steps();
    }
  }

  /** Hears what is done, from one thread at a time. */
  public interface Listener {
    /**
     * A training is done.
     *
     * @param trial what came of it
     */
    void trained(Trial trial);

    /**
     * A tuning is done.
     *
     * @param job which
     * @param choice the setting; nothing if none could be trained from every seed
     */
    void chosen(Job job, Optional<Setting> choice);
  }

  /**
   * Tunes, those that take longest first.
   *
   * @param jobs what to tune, at least one
   * @param plan how
   * @param trials the table to go on with
   * @param workers how many trainings run at a time
   * @param listener hears what is done
   * @param stop whether to stop; what is in the table then is not trained again
   * @return whether everything was done
   * @throws InterruptedException if waiting is interrupted
   */
  public static boolean run(
      List<Job> jobs,
      Plan plan,
      Trials trials,
      int workers,
      Listener listener,
      BooleanSupplier stop)
      throws InterruptedException {
    List<Tuned> before = Tuned.of(trials.known());
    List<Job> ordered = new ArrayList<>(jobs);
    ordered.sort(Comparator.comparingDouble(Job::cost).reversed());
    // Tunings wait most of the time; as many as there are workers keep all workers busy.
    ExecutorService tuners =
        Executors.newFixedThreadPool(workers, Thread.ofPlatform().daemon().factory());
    try (Workers trainers = Workers.of(jobs.getFirst().subject().task(), workers)) {
      Trainings trainings =
          new Trainings(
              trainers,
              trials,
              trial -> {
                synchronized (listener) {
                  listener.trained(trial);
                }
              });
      List<Future<Optional<Setting>>> choices = new ArrayList<>();
      for (Job job : ordered) {
        Tuning tuning = plan.tuning(job.subject(), job.learningRate(), before);
        choices.add(
            tuners.submit(() -> {
              Optional<Setting> choice = tuning.run(job.subject(), trainings);
              synchronized (listener) {
                listener.chosen(job, choice);
              }
              return choice;
            }));
      }
      for (Future<Optional<Setting>> choice : choices) {
        while (!choice.isDone()) {
          if (stop.getAsBoolean()) {
            return false;
          }
          await(choice);
        }
        Workers.result(choice);
      }
      return true;
    } finally {
      tuners.shutdownNow();
    }
  }

  private static void await(Future<?> future) throws InterruptedException {
    try {
      future.get(PATIENCE_MILLISECONDS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      // whoever asks next finds out
    }
  }
}

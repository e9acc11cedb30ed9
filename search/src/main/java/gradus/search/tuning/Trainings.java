package gradus.search.tuning;

import gradus.grammar.Hash;
import gradus.grammar.Program;
import gradus.proxies.Outcome;
import gradus.proxies.Part;
import gradus.proxies.Schedule;
import gradus.proxies.Score;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import gradus.results.Trial;
import gradus.results.Trials;
import gradus.search.Evaluator;
import gradus.search.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Trains with settings, each once: what the table of trials holds already is not done again. */
public final class Trainings {
  private final Workers workers;
  private final Consumer<Trial> record;
  private final Map<Trial.Key, Future<Trial>> known = new ConcurrentHashMap<>();

  /**
   * Trainings that are remembered.
   *
   * @param workers who train
   * @param trials where every training is written down as soon as it is done
   * @param progress hears of every training that was done, from any thread
   */
  public Trainings(Workers workers, Trials trials, Consumer<Trial> progress) {
    this(
        workers,
        trial -> {
          trials.add(trial);
          progress.accept(trial);
        });
    trials
        .known()
        .forEach(trial -> known.put(trial.key(), CompletableFuture.completedFuture(trial)));
  }

  /**
   * Trainings that are remembered as long as this is.
   *
   * @param workers who train
   * @param record is given every training, from any thread
   */
  public Trainings(Workers workers, Consumer<Trial> record) {
    this.workers = workers;
    this.record = record;
  }

  /**
   * What is trained by whom.
   *
   * @param task the task
   * @param name what to call the optimizer
   * @param program its program
   * @param schedule how the learning rate goes down; a name has one schedule
   */
  public record Subject(Task task, String name, Program program, Schedule schedule) {
    /**
     * What is trained with the cosine schedule.
     *
     * @param task the task
     * @param name what to call the optimizer
     * @param program its program
     */
    public Subject(Task task, String name, Program program) {
      this(task, name, program, Schedule.cosine());
    }
  }

  /**
   * Trains what is not in the table yet.
   *
   * @param subject which optimizer on which task
   * @param settings learning rates and hyperparameters
   * @param purpose what for; only at {@link Trial#RESULT} anybody looks at the test part
   * @param seeds from which seeds
   * @return one trial for each setting and seed, in that order
   * @throws InterruptedException if waiting is interrupted
   */
  public List<Trial> all(Subject subject, List<Setting> settings, String purpose, List<Long> seeds)
      throws InterruptedException {
    List<Future<Trial>> futures = new ArrayList<>();
    for (Setting setting : settings) {
      Program program = subject.program().set(setting.settings());
      String hash = Hash.of(program);
      for (long seed : seeds) {
        Task task = subject.task();
        Trial.Key key =
            new Trial.Key(
                purpose,
                task.name(),
                task.scale().label(),
                task.batch(),
                task.steps(),
                subject.name(),
                hash,
                setting.learningRate(),
                seed);
        futures.add(
            known.computeIfAbsent(
                key,
                any ->
                    workers
                        .on(task)
                        .submit(evaluator -> train(evaluator, subject, program, setting, key))));
      }
    }
    List<Trial> done = new ArrayList<>();
    for (Future<Trial> future : futures) {
      done.add(Workers.result(future));
    }
    return done;
  }

  private Trial train(
      Evaluator evaluator, Subject subject, Program program, Setting setting, Trial.Key key) {
    long began = System.nanoTime();
    Trainer trainer = Trainer.of(key.steps(), key.learningRate(), subject.schedule());
    Outcome outcome = evaluator.train(program, trainer, key.seed());
    if (outcome.category() == Outcome.Category.INTERRUPTED) {
      throw new CancellationException("interrupted");
    }
    double seconds = Math.round((System.nanoTime() - began) / 1e7) / 1e2;
    boolean trained = outcome.category() == Outcome.Category.TRAINED;
    Score none = new Score(Double.NaN, Double.NaN);
    Score select = trained ? outcome.select() : none;
    Score test = trained && key.purpose().equals(Trial.RESULT) ? evaluator.score(Part.TEST) : none;
    Trial trial =
        new Trial(
            key.purpose(),
            key.task(),
            key.scale(),
            key.batch(),
            key.steps(),
            key.optimizer(),
            key.hash(),
            key.learningRate(),
            setting.text(),
            key.seed(),
            outcome.category().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            select.loss(),
            subject.task().metric().of(select),
            test.loss(),
            subject.task().metric().of(test),
            seconds);
    record.accept(trial);
    return trial;
  }
}

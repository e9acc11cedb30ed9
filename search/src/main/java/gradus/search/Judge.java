package gradus.search;

import gradus.grammar.Program;
import gradus.proxies.Hurdle;
import gradus.proxies.Outcome;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.proxies.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;

/**
 * Finds out how good programs are: screens them, then trains them round by round, on every task
 * from the seed of the round, at the best of the configured rates.
 */
final class Judge {
  /** The outcome of a program whose trainings take too long. */
  static final String DEADLINE = "deadline";

  /** The outcome of a program for which there was not enough memory. */
  static final String OUT_OF_MEMORY = "out-of-memory";

  private static final long MILLISECONDS = 1000;

  private final List<Task> tasks;

  /** One for each rate, for each task. */
  private final List<List<Trainer>> trainers;

  private final List<List<Trainer>> unhurdled;
  private final List<Double> weights;
  private final long seed;
  private final boolean screening;
  private final Workers workers;
  private final Limit<Evaluation> limit;
  private final Timings timings;

  Judge(Configuration configuration, List<Task> tasks, Workers workers, Timings timings) {
    this.timings = timings;
    this.tasks = tasks;
    this.workers = workers;
    List<Double> rates = configuration.rates();
    Hurdle hurdle = new Hurdle(configuration.hurdle(), configuration.hurdleHeight());
    unhurdled = tasks.stream().map(task -> trainers(task, rates, Hurdle.NONE)).toList();
    trainers = tasks.stream().map(task -> trainers(task, rates, hurdle)).toList();
    weights = configuration.weights();
    seed = configuration.seed();
    screening = configuration.screening();
    limit =
        new Limit<>(
            configuration.deadline() * MILLISECONDS,
            Evaluation.without(DEADLINE),
            Evaluation.without(OUT_OF_MEMORY));
  }

  private static List<Trainer> trainers(Task task, List<Double> rates, Hurdle hurdle) {
    return rates.stream()
        .map(rate -> Trainer.of(task.steps(), rate, Schedule.cosine()).over(hurdle))
        .toList();
  }

  /**
   * What is to be found out of a program.
   *
   * @param program the program
   * @param before what its trainings came to so far
   * @param rounds how many rounds it has in the end, unless it fails or the race ends before
   * @param race whether to go on after a round
   */
  record Question(Program program, Losses before, int rounds, Race race) {}

  Future<Evaluation> begin(Question question) {
    return workers.submit(tasks, evaluators -> answer(question, evaluators), limit);
  }

  private Evaluation answer(Question question, List<Evaluator> evaluators) {
    if (screening && question.before().rounds() == 0) {
      String refusal = timings.of(Timings.Work.SCREENING, () -> Screen.refusal(question.program()));
      if (!refusal.isEmpty()) {
        return Evaluation.without(refusal);
      }
    }
    return timings.of(Timings.Work.TRAINING, () -> train(question, evaluators));
  }

  private Evaluation train(Question question, List<Evaluator> evaluators) {
    List<Double> losses = new ArrayList<>();
    Losses all = question.before();
    while (all.rounds() < question.rounds() && question.race().goesOn(all)) {
      long roundSeed = Seeds.SEARCH.seed(seed, all.rounds() + 1);
      for (int i = 0; i < tasks.size(); i++) {
        Outcome outcome = evaluators.get(i).best(question.program(), trainers.get(i), roundSeed);
        if (outcome.category() == Outcome.Category.INTERRUPTED) {
          // Nothing was learned of the program, so there is nothing to journal.
          throw new CancellationException("interrupted");
        }
        if (outcome.category() != Outcome.Category.TRAINED) {
          losses.add(Double.NaN);
          return new Evaluation(name(outcome.category()), losses);
        }
        losses.add(outcome.select().loss());
      }
      all = question.before().and(losses);
    }
    return new Evaluation(Evaluation.TRAINED, losses);
  }

  /**
   * Trains a program on every task from each of some fresh seeds, whether it fails or not.
   *
   * @return its losses; NaN where a training failed
   */
  Future<Losses> measure(Program program, List<Long> seeds) {
    return workers.submit(
        tasks,
        evaluators -> {
          List<Double> losses = new ArrayList<>();
          for (long fresh : seeds) {
            for (int i = 0; i < tasks.size(); i++) {
              Outcome outcome = evaluators.get(i).best(program, unhurdled.get(i), fresh);
              boolean trained = outcome.category() == Outcome.Category.TRAINED;
              losses.add(trained ? outcome.select().loss() : Double.NaN);
            }
          }
          return new Losses(weights, losses);
        });
  }

  private static String name(Outcome.Category category) {
    return category.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}

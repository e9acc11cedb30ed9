package gradus.search.tidying;

import gradus.grammar.Hash;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.library.Optimizer;
import gradus.proxies.Task;
import gradus.results.Trial;
import gradus.results.Trials;
import gradus.search.Sample;
import gradus.search.Workers;
import gradus.search.tuning.Setting;
import gradus.search.tuning.Trainings;
import gradus.search.validation.Paired;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Makes a find simpler as long as that costs nothing measurable. The first change is taken whose
 * loss, paired by seed, is on no task worse than that of the program before by more than one
 * standard error, or worse by more than a small share of the loss than that of the program before
 * or of the find itself; then it begins again. The seeds are for this alone, and the outcome
 * depends on nothing else.
 *
 * @param tasks what is trained
 * @param seeds from how many seeds, at least 3
 * @param margin the share of the loss that is small, such as 0.005
 */
public record Shortening(List<Task> tasks, int seeds, double margin) {
  /** What the table of trials calls these trainings. */
  public static final String PURPOSE = "tidy";

  private static final long FIRST = 1001;
  private static final int GLANCE = 2;

  /** Copies the list. */
  public Shortening {
    tasks = List.copyOf(tasks);
  }

  /** A program with its trials on every task. */
  private record Scored(Program program, List<List<Trial>> trials) {}

  /**
   * Shortens.
   *
   * @param find a program with its learning rate; not changed
   * @param name what the table of trials calls it
   * @param record the table of all trainings
   * @param workers how many trainings run at a time
   * @param progress hears of every training
   * @param stop whether to stop
   * @return a program that is redundant in nothing; nothing if it was stopped
   * @throws InterruptedException if waiting is interrupted
   */
  public Optional<Optimizer> of(
      Optimizer find,
      String name,
      Path record,
      int workers,
      Consumer<Trial> progress,
      BooleanSupplier stop)
      throws InterruptedException {
    try (Trials trials = Trials.open(record);
        Workers trainers = Workers.of(tasks.getFirst(), workers)) {
      Consumer<Trial> one =
          trial -> {
            synchronized (progress) {
              progress.accept(trial);
            }
          };
      return of(find, name, new Trainings(trainers, trials, one), stop);
    }
  }

  private Optional<Optimizer> of(
      Optimizer find, String name, Trainings trainings, BooleanSupplier stop)
      throws InterruptedException {
    Setting setting = new Setting(find.learningRate(), Map.of());
    Trainer trainer = (program, count) -> train(program, name, setting, trainings, count);
    Scored first = trainer.train(Simplifier.simplify(find.program()), seeds);
    Scored current = first;
    Set<String> refused = new HashSet<>(Set.of(Hash.of(current.program())));
    boolean shorter = true;
    while (shorter) {
      shorter = false;
      for (Program program : Shorter.of(current.program())) {
        if (stop.getAsBoolean()) {
          return Optional.empty();
        }
        if (!shorter && refused.add(Hash.of(program))) {
          Optional<Scored> better = better(program, current, first, trainer);
          shorter = better.isPresent();
          current = better.orElse(current);
        }
      }
    }
    return Optional.of(find.with(current.program(), find.learningRate()));
  }

  /** Trains a program from the first of the seeds. */
  private interface Trainer {
    Scored train(Program program, int count) throws InterruptedException;
  }

  private Scored train(
      Program program, String name, Setting setting, Trainings trainings, int count)
      throws InterruptedException {
    List<Long> from = LongStream.range(FIRST, FIRST + count).boxed().toList();
    List<List<Trial>> trials = new ArrayList<>();
    for (Task task : tasks) {
      Trainings.Subject subject = new Trainings.Subject(task, name, program);
      trials.add(trainings.all(subject, List.of(setting), PURPOSE, from));
    }
    return new Scored(program, trials);
  }

  private Optional<Scored> better(Program program, Scored current, Scored first, Trainer trainer)
      throws InterruptedException {
    Scored glance = trainer.train(program, GLANCE);
    for (int task = 0; task < tasks.size(); task++) {
      if (hopeless(pairs(glance, current, task))) {
        return Optional.empty();
      }
    }
    Scored scored = trainer.train(program, seeds);
    for (int task = 0; task < tasks.size(); task++) {
      Paired before = pairs(scored, current, task);
      Sample difference = before.difference();
      boolean costs =
          difference.values().size() < seeds
              || difference.mean() > difference.standardError()
              || worse(before)
              || worse(pairs(scored, first, task));
      if (costs) {
        return Optional.empty();
      }
    }
    return Optional.of(scored);
  }

  private static Paired pairs(Scored one, Scored other, int task) {
    return Paired.of(one.trials().get(task), other.trials().get(task), Trial::loss);
  }

  private boolean worse(Paired paired) {
    double loss = Math.abs(new Sample(paired.second()).mean());
    return !(paired.difference().mean() <= margin * loss);
  }

  /** Whether it failed, or is worse by several margins from every one of the first seeds. */
  private boolean hopeless(Paired glance) {
    int bad = 0;
    for (int i = 0; i < glance.first().size(); i++) {
      double most = glance.second().get(i) + 4 * margin * Math.abs(glance.second().get(i));
      bad += glance.first().get(i) > most ? 1 : 0;
    }
    return glance.difference().values().size() < GLANCE || bad == GLANCE;
  }
}

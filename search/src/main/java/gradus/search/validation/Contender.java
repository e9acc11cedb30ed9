package gradus.search.validation;

import gradus.grammar.Hash;
import gradus.library.Optimizer;
import gradus.proxies.Schedule;
import gradus.proxies.Task;
import gradus.search.tuning.Trainings;
import gradus.search.tuning.Tunings;

/**
 * Who takes part in a validation.
 *
 * @param name what tables call it; that of a find has some digits of its hash, so that a table
 *     never mixes two programs
 * @param optimizer the program with its own learning rate
 * @param schedule how the learning rate goes down
 */
public record Contender(String name, Optimizer optimizer, Schedule schedule) {
  private static final int DIGITS = 8;

  /**
   * A known optimizer, trained with the cosine schedule.
   *
   * @param optimizer of the library
   * @return the contender
   */
  public static Contender known(Optimizer optimizer) {
    return new Contender(optimizer.name(), optimizer, Schedule.cosine());
  }

  /**
   * A program of which other versions may come, trained with the cosine schedule.
   *
   * @param optimizer a find, or what a search began from
   * @return the contender
   */
  public static Contender named(Optimizer optimizer) {
    String hash = Hash.of(optimizer.program()).substring(0, DIGITS);
    return new Contender(optimizer.program().name() + "-" + hash, optimizer, Schedule.cosine());
  }

  /**
   * The same at a learning rate that stays.
   *
   * @return the contender
   */
  public Contender constant() {
    return new Contender(name + " constant", optimizer, Schedule.constant());
  }

  Tunings.Job on(Task task) {
    return new Tunings.Job(
        new Trainings.Subject(task, name, optimizer.program(), schedule), optimizer.learningRate());
  }
}

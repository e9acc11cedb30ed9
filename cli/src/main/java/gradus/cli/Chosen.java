package gradus.cli;

import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Task;
import picocli.CommandLine.Option;

/** The options that choose a task. */
final class Chosen {
  @Option(
      names = "--task",
      defaultValue = "digits",
      description = "What to train: ${DEFAULT-VALUE}; 'gradus tasks' lists all.")
  private String task;

  @Option(
      names = "--scale",
      defaultValue = "1",
      description = "The size of model, data and steps: tiny, 1, 10 or 100.")
  private String scale;

  @Option(names = "--batch", description = "Examples of each step; those of the task if not given.")
  private Integer batch;

  Chosen() {}

  Task task() {
    try {
      Task chosen = Family.named(task).at(Scale.named(scale));
      return batch == null ? chosen : chosen.batch(batch);
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }
}

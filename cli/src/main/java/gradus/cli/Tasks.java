package gradus.cli;

import gradus.proxies.Part;
import gradus.proxies.Task;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gradus tasks}: what can be trained. */
@Command(name = "tasks", description = "List the tasks that can be trained.")
final class Tasks implements Callable<Integer> {
  @Spec private CommandSpec spec;

  private Tasks() {}

  @Override
  public Integer call() {
    for (Task task : Task.all()) {
      spec.commandLine()
          .getOut()
          .printf(
              "%-10s %s%n%-10s %d weights, batch %d, %d steps, %d train + %d select + %d test"
                  + " examples%n",
              task.name(),
              task.description(),
              "",
              task.parameters(),
              task.batch(),
              task.steps(),
              task.size(Part.TRAIN),
              task.size(Part.SELECT),
              task.size(Part.TEST));
    }
    return 0;
  }
}

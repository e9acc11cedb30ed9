package gradus.cli;

import gradus.proxies.Family;
import gradus.proxies.Part;
import gradus.proxies.Scale;
import gradus.proxies.Task;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gradus tasks}: what can be trained. */
@Command(
    name = "tasks",
    description = "List the tasks that can be trained, with their sizes at every scale.")
final class Tasks implements Callable<Integer> {
  private static final double GIGA = 1e9;

  @Spec private CommandSpec spec;

  private Tasks() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    for (Family family : Family.all()) {
      out.printf("%s (%s)%n", family.name(), family.at(Scale.ONE).metric().label());
      for (Scale scale : Scale.values()) {
        Task task = family.at(scale);
        double cost = (double) task.flops() * task.steps() / GIGA;
        out.printf("  scale %-4s  %s%n", scale.label(), task.description());
        out.printf(
            Locale.ROOT,
            "              %,d weights, batch %d, %,d steps, %,d train + %,d select + %,d test"
                + " examples, %s GFLOP%n",
            task.parameters(),
            task.batch(),
            task.steps(),
            task.size(Part.TRAIN),
            task.size(Part.SELECT),
            task.size(Part.TEST),
            String.format(Locale.ROOT, cost < 1 ? "%.3f" : "%,.0f", cost));
      }
    }
    return 0;
  }
}

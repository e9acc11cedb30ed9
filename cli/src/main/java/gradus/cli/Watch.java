package gradus.cli;

import gradus.interpreter.LineTime;
import gradus.interpreter.Listing;
import gradus.interpreter.RuleEngine;
import gradus.library.Optimizer;
import gradus.proxies.Task;
import gradus.search.Evaluator;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a training is looked at while it runs. */
final class Watch {
  private static final int LAST_PORT = 65535;

  @Option(
      names = "--debug",
      paramLabel = "PORT",
      description = "Wait on this port of the loopback interface for a debugger (DAP).")
  private Integer port;

  @Option(names = "--profile", description = "Tell how long each line of the program takes.")
  private boolean profile;

  Watch() {}

  /**
   * An evaluator that is looked at in the end, too.
   *
   * @param evaluator the evaluator
   * @param atEnd what to do before it is closed
   */
  record Watched(Evaluator evaluator, Runnable atEnd) implements AutoCloseable {
    @Override
    public void close() {
      atEnd.run();
      evaluator.close();
    }
  }

  Watched evaluator(Task task, Optimizer optimizer, int threads, PrintWriter out, PrintWriter err) {
    if (port == null && !profile) {
      RuleEngine engine = RuleEngine.of(Evaluator.shapes(task), threads);
      return new Watched(Evaluator.of(task, engine), () -> {});
    }
    Path file = Path.of(optimizer.name());
    Listing listing =
        Files.isRegularFile(file)
            ? new Listing(optimizer.name(), optimizer.text(), Optional.of(file))
            : new Listing(optimizer.name() + ".gradus", optimizer.text(), Optional.empty());
    if (profile) {
      RuleEngine engine = RuleEngine.profiled(Evaluator.shapes(task));
      return new Watched(
          Evaluator.watched(task, engine, listing), () -> print(engine.profile(), out));
    }
    if (port < 1 || port > LAST_PORT) {
      throw new UserError("--debug: found " + port + "; allowed: a port from 1 to " + LAST_PORT);
    }
    err.printf("waiting for a debugger on 127.0.0.1:%d%n", port);
    err.flush();
    RuleEngine engine = RuleEngine.debugged(Evaluator.shapes(task), port);
    return new Watched(Evaluator.watched(task, engine, listing), () -> {});
  }

  private static void print(List<LineTime> lines, PrintWriter out) {
    double all = lines.stream().mapToInt(LineTime::samples).sum();
    for (LineTime line : lines) {
      String share = String.format(Locale.ROOT, "%.1f %%", 100 * line.samples() / all);
      out.printf("%8s  line %-4d %s%n", share, line.line(), line.text());
    }
  }
}

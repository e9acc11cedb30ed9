package gradus.cli;

import gradus.interpreter.Facts;
import gradus.proxies.Part;
import gradus.proxies.Task;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gradus doctor}: what this installation runs on, one fact per line. */
@Command(name = "doctor", description = "Show what Gradus runs on here.")
final class Doctor implements Callable<Integer> {
  private static final long MEBIBYTE = 1 << 20;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    facts().forEach((name, value) -> out.printf("%-12s %s%n", name, value));
    return 0;
  }

  /** Opening a task reads and checks its data. */
  private static String data(Task task) {
    int examples = 0;
    task.training();
    for (Part part : Part.values()) {
      examples += task.size(part);
    }
    return examples + " examples, checked";
  }

  private static Map<String, String> facts() {
    var runtime = Runtime.getRuntime();
    var facts = new LinkedHashMap<String, String>();
    facts.put("gradus", Main.Version.version());
    facts.put("java", Runtime.version() + ", " + System.getProperty("java.vendor"));
    facts.put("java home", System.getProperty("java.home"));
    facts.putAll(Facts.all());
    facts.put("processors", Integer.toString(runtime.availableProcessors()));
    facts.put("heap limit", runtime.maxMemory() / MEBIBYTE + " MiB");
    facts.put("OpenMP", System.getenv().getOrDefault("OMP_NUM_THREADS", "all") + " threads");
    for (Task task : Task.all()) {
      facts.put("task " + task.name(), data(task));
    }
    return facts;
  }
}

package gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gradus.library.Library;
import gradus.library.Optimizer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradus optimizers}: the library. */
@Command(name = "optimizers", description = "List the known optimizers.")
final class Optimizers implements Callable<Integer> {
  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  private Optimizers() {}

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ArrayNode array = new ObjectMapper().createArrayNode();
    for (String name : Library.names()) {
      Optimizer optimizer = Library.optimizer(name);
      int states = optimizer.program().states().size();
      if (json) {
        array
            .addObject()
            .put("name", name)
            .put("summary", optimizer.summary())
            .put("source", optimizer.source())
            .put("learning_rate", optimizer.learningRate())
            .put("states", states);
      } else {
        String plural = states == 1 ? " " : "s";
        out.printf(
            "%-14s %d state%s  %s (%s)%n",
            name, states, plural, optimizer.summary(), optimizer.source());
      }
    }
    if (json) {
      out.println(array);
    }
    return 0;
  }
}

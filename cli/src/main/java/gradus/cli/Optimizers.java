package gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gradus.grammar.Cost;
import gradus.library.Library;
import gradus.library.Optimizer;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradus optimizers}: the library, with what each optimizer costs. */
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
      Cost cost = Cost.of(optimizer.program());
      int states = optimizer.program().states().size();
      if (json) {
        array
            .addObject()
            .put("name", name)
            .put("summary", optimizer.summary())
            .put("source", optimizer.source())
            .put("learning_rate", optimizer.learningRate())
            .put("states", states)
            .put("class", cost.reach().toString())
            .put("state_bytes_per_parameter", cost.state().toString());
      } else {
        out.printf(
            "%-14s %-12s %2s bytes of state per parameter  %s (%s)%n",
            name, cost.reach(), cost.state(), optimizer.summary(), optimizer.source());
      }
    }
    if (json) {
      out.println(array);
    }
    return 0;
  }
}

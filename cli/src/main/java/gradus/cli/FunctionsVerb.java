package gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.FunctionsDocument;
import gradus.grammar.TextMate;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gradus functions}: the table of functions. */
@Command(name = "functions", description = "List the functions of the language.")
final class FunctionsVerb implements Callable<Integer> {
  @Option(names = "--set", defaultValue = "all", description = "all, or paper for its 45.")
  private String set;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--markdown", description = "Print docs/functions.md.")
  private boolean markdown;

  @Option(names = "--textmate", description = "Print the TextMate grammar for editors.")
  private boolean textMate;

  @Spec private CommandSpec spec;

  private FunctionsVerb() {}

  private enum Set {
    ALL,
    PAPER
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (markdown || textMate) {
      Functions all = Functions.standard();
      out.print(markdown ? FunctionsDocument.text(all) : TextMate.text(all));
      out.flush();
      return 0;
    }
    List<Function> functions =
        switch (Programs.choice("--set", set, Set.values())) {
          case ALL -> Functions.standard().all();
          case PAPER -> Functions.standard().paper();
        };
    ArrayNode array = new ObjectMapper().createArrayNode();
    for (Function function : functions) {
      if (json) {
        array
            .addObject()
            .put("name", function.name())
            .put("signature", function.signature())
            .put("paper", function.paper())
            .put("documentation", function.documentation());
      } else {
        String sign = function.operator().map(o -> "  " + o).orElse("");
        out.printf("%-20s%-4s %s%n", function.signature(), sign, function.documentation());
      }
    }
    if (json) {
      out.println(array);
    }
    return 0;
  }
}

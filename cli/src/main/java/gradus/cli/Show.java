package gradus.cli;

import gradus.grammar.Hash;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Liveness;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus show}: what a program is made of. */
@Command(name = "show", description = "Show kinds, live statements, states and hash of a program.")
final class Show implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A program, or the name of an optimizer.")
  private String file;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Show() {}

  @Override
  public Integer call() {
    Program program = programs.program(file);
    Kinds kinds = Kinds.of(program);
    Liveness live = Liveness.of(program);
    PrintWriter out = spec.commandLine().getOut();
    out.println(program.name() + "  " + Hash.of(program));
    for (String state : program.states()) {
      line(out, kinds.input(state), live.states().contains(state), "state " + state);
    }
    for (int i = 0; i < program.statements().size(); i++) {
      Statement statement = program.statements().get(i);
      String text = statement.target() + " = " + Printer.print(statement.value());
      line(out, kinds.statements().get(i), live.statements().get(i), text);
    }
    out.printf(
        "%d of %d statements matter, %d of %d states%n",
        live.statements().cardinality(),
        program.statements().size(),
        live.states().size(),
        program.states().size());
    return 0;
  }

  private static void line(PrintWriter out, Kind kind, boolean live, String text) {
    out.printf("  %-8s%-6s%s%n", kind, live ? "" : "dead", text);
  }
}

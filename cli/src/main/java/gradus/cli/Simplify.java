package gradus.cli;

import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus simplify}: the same rule in fewer statements. */
@Command(name = "simplify", description = "Print a program without what is redundant.")
final class Simplify implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A program, or the name of an optimizer.")
  private String file;

  @Option(
      names = "--finite",
      description =
          "Leave out too what matters only where a value is infinite or NaN; the hash may change.")
  private boolean finite;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Simplify() {}

  @Override
  public Integer call() {
    Program program = programs.program(file);
    Program simple = finite ? Simplifier.readable(program) : Simplifier.simplify(program);
    spec.commandLine().getOut().print(Printer.print(simple));
    spec.commandLine().getOut().flush();
    return 0;
  }
}

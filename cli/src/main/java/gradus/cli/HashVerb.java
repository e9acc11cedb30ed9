package gradus.cli;

import gradus.grammar.Hash;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus hash}: programs that compute the same share a hash. */
@Command(name = "hash", description = "Print the hash of what programs compute.")
final class HashVerb implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Programs, or names of optimizers.")
  private List<String> files;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private HashVerb() {}

  @Override
  public Integer call() {
    programs.each(
        files,
        (file, optimizer) ->
            spec.commandLine().getOut().println(Hash.of(optimizer.program()) + "  " + file));
    return 0;
  }
}

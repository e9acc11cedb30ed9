package gradus.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code gradus check}: reads programs and says all that is wrong with them. */
@Command(name = "check", description = "Say all that is wrong with programs.")
final class Check implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Programs, or names of optimizers.")
  private List<String> files;

  @Mixin private Programs programs;

  private Check() {}

  @Override
  public Integer call() {
    programs.each(files, (file, optimizer) -> {});
    return 0;
  }
}

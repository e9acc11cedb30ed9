package gradus.cli;

import gradus.grammar.Dialect;
import gradus.grammar.Formatter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus fmt}: the canonical text; comments stay. */
@Command(name = "fmt", description = "Print the canonical text of a program.")
final class Format implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A program, or the name of an optimizer.")
  private String file;

  @Option(names = "--write", description = "Put it in place of the file.")
  private boolean write;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Format() {}

  @Override
  public Integer call() throws IOException {
    String before = programs.optimizer(file).text();
    String after = Formatter.format(file, before, dialect());
    if (!write) {
      spec.commandLine().getOut().print(after);
      spec.commandLine().getOut().flush();
    } else if (!after.equals(before)) {
      Path path = Path.of(file);
      Path whole = Files.createTempFile(path.toAbsolutePath().getParent(), ".fmt", ".gradus");
      Files.writeString(whole, after);
      Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE);
    }
    return 0;
  }

  private Dialect dialect() {
    return programs.dialect();
  }
}

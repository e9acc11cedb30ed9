package gradus.cli;

import gradus.grammar.Formatter;
import gradus.grammar.Problem;
import gradus.grammar.ProgramException;
import gradus.library.Optimizer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus fmt}: the canonical text; comments stay. */
@Command(name = "fmt", description = "Print the canonical text of programs.")
final class Format implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Programs, or names of optimizers.")
  private List<String> files;

  @Option(names = "--write", description = "Put it in place of the files.")
  private boolean write;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Format() {}

  @Override
  public Integer call() {
    programs.each(files, this::format);
    return 0;
  }

  private void format(String word, Optimizer optimizer) {
    String text = Formatter.format(word, optimizer.text(), programs.dialect());
    if (write) {
      replace(word, optimizer.text(), text);
    } else {
      PrintWriter out = spec.commandLine().getOut();
      out.print(text);
      out.flush();
    }
  }

  /** Replaces a file in one step, so that it is never half written; links and rights stay. */
  private static void replace(String word, String before, String after) {
    Path path = Path.of(word);
    if (!Files.isRegularFile(path)) {
      throw new ProgramException(
          List.of(Problem.of(word, "cannot be written", "an optimizer of the library", "a file")));
    }
    if (after.equals(before)) {
      return;
    }
    try {
      Path file = path.toRealPath();
      Path whole = Files.createTempFile(file.getParent(), ".fmt", ".gradus");
      try {
        Files.copy(
            file, whole, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(whole, after);
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

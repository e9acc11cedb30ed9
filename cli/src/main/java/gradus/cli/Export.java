package gradus.cli;

import gradus.grammar.Names;
import gradus.library.Optimizer;
import gradus.library.export.Exporter;
import gradus.library.export.Exporters;
import gradus.library.export.SourceFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus export}: an optimizer as source of another framework. */
@Command(name = "export", description = "Write an optimizer as a source file of a framework.")
final class Export implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "A program, or the name of an optimizer.")
  private String file;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FRAMEWORK",
      description = "${COMPLETION-CANDIDATES}.",
      completionCandidates = Frameworks.class)
  private String framework;

  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "What to call it; from the name of the program if not given.")
  private String type;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write; standard output if not given. A folder for several files.")
  private Path out;

  @Option(names = "--force", description = "Overwrite files that are there.")
  private boolean force;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Export() {}

  /** The names of all exporters. */
  static final class Frameworks implements Iterable<String> {
    @Override
    public java.util.Iterator<String> iterator() {
      return Exporters.all().stream().map(Exporter::name).iterator();
    }
  }

  @Override
  public Integer call() throws IOException {
    Exporter exporter = Exporters.named(framework);
    Optimizer optimizer = programs.optimizer(file);
    String name = type == null ? Exporters.className(optimizer.program().name()) : type;
    if (!name.matches("[A-Z][A-Za-z0-9]{0,99}")) {
      throw new UserError(
          "--class: found %s; allowed: letters and digits, a capital first"
              .formatted(Names.quote(name)));
    }
    List<SourceFile> files = exporter.export(optimizer, name);
    if (out == null && files.size() > 1) {
      throw new UserError(
          "--to %s: makes %d files; allowed: with --out FOLDER".formatted(framework, files.size()));
    }
    if (out == null) {
      PrintWriter writer = spec.commandLine().getOut();
      writer.print(files.getFirst().text());
      writer.flush();
    } else {
      write(files);
    }
    return 0;
  }

  private void write(List<SourceFile> files) throws IOException {
    boolean folder = files.size() > 1 || Files.isDirectory(out);
    List<Path> targets =
        files.stream().map(file -> folder ? out.resolve(file.name()) : out).toList();
    Optional<Path> there = targets.stream().filter(Files::exists).findFirst();
    if (there.isPresent() && !force) {
      throw new UserError(there.get() + ": found a file; allowed: a new one, or with --force");
    }
    if (folder) {
      Files.createDirectories(out);
    }
    for (int i = 0; i < files.size(); i++) {
      if (force) {
        Files.writeString(targets.get(i), files.get(i).text());
      } else {
        Files.writeString(targets.get(i), files.get(i).text(), StandardOpenOption.CREATE_NEW);
      }
    }
  }
}

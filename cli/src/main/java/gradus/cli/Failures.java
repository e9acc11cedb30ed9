package gradus.cli;

import gradus.grammar.ProgramException;
import gradus.proxies.DataException;
import gradus.results.RunException;
import gradus.search.SearchException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The one place where a failure becomes a line on standard error and an exit status.
 *
 * <p>A verb throws and catches nothing. What the user can put right, in the command, a file or a
 * program, is told in one line per problem and ends with 2; {@link #mistake} knows these
 * exceptions. Everything else is a defect of ours: one line, a hint at the stack trace, and 1.
 */
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {
  private static final int DEFECT = 1;
  private static final int MISTAKE = 2;

  private final BooleanSupplier stackTrace;

  /**
   * A handler.
   *
   * @param stackTrace whether the user asked for stack traces, known once the command is parsed
   */
  Failures(BooleanSupplier stackTrace) {
    this.stackTrace = stackTrace;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    return handle(failure, commandLine.getErr());
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    var commandLine = failure.getCommandLine();
    commandLine.getErr().println("gradus: " + usage(failure, commandLine));
    return MISTAKE;
  }

  /** Tells a failure on {@code err} and returns the exit status. */
  int handle(Throwable failure, PrintWriter err) {
    var mistake = mistake(failure);
    if (mistake.isPresent()) {
      err.println(mistake.get());
    } else {
      err.println("gradus: internal error: " + oneLine(failure) + traceHint());
    }
    if (traced()) {
      failure.printStackTrace(err);
    }
    return mistake.isPresent() ? MISTAKE : DEFECT;
  }

  /** What to tell the user, if the failure is one that the user can put right. */
  private static Optional<String> mistake(Throwable failure) {
    return Optional.ofNullable(
        switch (failure) {
          case UserError e -> "gradus: " + e.getMessage();
          case ProgramException e -> e.getMessage();
          case SearchException e -> e.getMessage();
          case DataException e -> "gradus: " + e.getMessage();
          case RunException e -> e.getMessage();
          case UncheckedIOException e -> mistake(e.getCause()).orElse(null);
          case NoSuchFileException e -> "gradus: " + e.getFile() + ": no such file or directory";
          case FileAlreadyExistsException e -> "gradus: " + e.getFile() + ": exists already";
          case AccessDeniedException e -> "gradus: " + e.getFile() + ": permission denied";
          case FileSystemException e -> "gradus: " + e.getMessage();
          default -> null;
        });
  }

  private static String usage(ParameterException failure, CommandLine commandLine) {
    if (failure instanceof UnmatchedArgumentException unmatched) {
      var near = unmatched.getSuggestions();
      var found = unmatched.getUnmatched().getFirst();
      return found
          + (unmatched.isUnknownOption() ? ": unknown option" : ": unknown argument")
          + (near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?")
          + allowed(commandLine, unmatched.isUnknownOption());
    }
    return failure.getMessage().lines().findFirst().orElse("wrong usage")
        + "; see "
        + commandLine.getCommandSpec().qualifiedName()
        + " --help";
  }

  private static String allowed(CommandLine commandLine, boolean options) {
    var names =
        options
            ? commandLine.getCommandSpec().options().stream().map(o -> o.longestName()).sorted()
            : commandLine.getSubcommands().keySet().stream().sorted();
    var list = names.collect(Collectors.joining(", "));
    return list.isEmpty() ? "" : "; allowed: " + list;
  }

  private static String oneLine(Throwable failure) {
    return failure.toString().lines().findFirst().orElseThrow();
  }

  private String traceHint() {
    return traced() ? "" : " (GRADUS_STACKTRACE=1 or --stacktrace shows where)";
  }

  private boolean traced() {
    return stackTrace.getAsBoolean() || "1".equals(System.getenv("GRADUS_STACKTRACE"));
  }
}

package gradus.cli;

import gradus.grammar.Cost;
import gradus.grammar.Fingerprint;
import gradus.grammar.Hash;
import gradus.grammar.Interval;
import gradus.grammar.Intervals;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Liveness;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.grammar.Statement;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code gradus show}: all that is known of a program without running it, or where a candidate of a
 * run comes from.
 */
@Command(
    name = "show",
    description =
        "Show kinds, ranges, live statements, cost, warnings and hash of a program; or, of a"
            + " candidate of a run, its ancestors and what is redundant in it.",
    customSynopsis = {
      "gradus show [--dialect=DIALECT] FILE",
      "gradus show [--ablate=N] [--threads=N] RUN ID"
    })
final class Show implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "FILE|RUN",
      description = "A program, the name of an optimizer, or the directory of a run.")
  private String file;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "A candidate of the run: its number, a name in the hall of fame, or a hash.")
  private String id;

  @Option(
      names = "--ablate",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Train without each statement too, from N fresh seeds, and say what it is worth.")
  private int seeds;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Trainings at a time.")
  private int threads;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Show() {}

  /** A state or a statement. */
  private record Line(Kind kind, boolean live, Interval interval, String text) {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    if (id != null) {
      requireWithin("--ablate", seeds, 0);
      requireWithin("--threads", threads, 1);
      ShowCandidate.show(Path.of(file), id, seeds, threads, out, spec.commandLine().getErr());
      return 0;
    }
    if (Files.isDirectory(Path.of(file))) {
      throw new UserError(file + ": a directory; allowed: RUN ID, a program, or an optimizer");
    }
    Program program = programs.program(file);
    Intervals intervals = Intervals.of(program);
    out.println(program.name() + "  " + Hash.of(program));
    lines(out, program, intervals);
    facts(out, program, intervals);
    simplified(out, program);
    out.flush();
    return 0;
  }

  private static void requireWithin(String option, int found, int least) {
    if (found < least || found > 1000) {
      throw new UserError(
          "%s: found %d; allowed: a whole number from %d to 1000".formatted(option, found, least));
    }
  }

  private static void lines(PrintWriter out, Program program, Intervals intervals) {
    Kinds kinds = Kinds.of(program);
    Liveness live = Liveness.of(program);
    List<Line> lines = new ArrayList<>();
    for (String state : program.states()) {
      boolean lives = live.states().contains(state);
      lines.add(new Line(kinds.input(state), lives, intervals.input(state), "state " + state));
    }
    for (int i = 0; i < program.statements().size(); i++) {
      Statement statement = program.statements().get(i);
      lines.add(
          new Line(
              kinds.statement(i),
              live.statements().get(i),
              intervals.statements().get(i),
              statement.target() + " = " + Printer.print(statement.value())));
    }
    String format =
        "  %%-%ds  %%-4s  %%-%ds  %%s%%n"
            .formatted(width(lines, Line::kind), width(lines, Line::interval));
    for (Line line : lines) {
      out.printf(format, line.kind, line.live ? "" : "dead", line.interval, line.text);
    }
    out.printf(
        "%d of %d statements matter, %d of %d states%n",
        live.statements().cardinality(),
        program.statements().size(),
        live.states().size(),
        program.states().size());
  }

  private static int width(List<Line> lines, Function<Line, Object> column) {
    return lines.stream().mapToInt(line -> column.apply(line).toString().length()).max().orElse(1);
  }

  private static void facts(PrintWriter out, Program program, Intervals intervals) {
    Cost cost = Cost.of(program);
    fact(out, "class", cost.reach());
    fact(out, "state", cost.state() + " bytes per parameter");
    fact(out, "reads", cost.reads() + " bytes per parameter and step");
    fact(out, "writes", cost.writes() + " bytes per parameter and step");
    fact(out, "flops", cost.flops() + " per parameter and step");
    fact(out, "fingerprint", Fingerprint.of(program));
    for (Intervals.Warning warning : intervals.warnings()) {
      fact(out, "warning", "%s: %s".formatted(warning.place(), warning.text()));
    }
  }

  private static void fact(PrintWriter out, String name, Object value) {
    out.printf("%-13s%s%n", name, value);
  }

  private static void simplified(PrintWriter out, Program program) {
    Program simple = Simplifier.simplify(program);
    changes(out, "without what is redundant:", program, simple);
    changes(out, "where all values are finite:", simple, Simplifier.readable(program));
  }

  /** The lines that are new; {@code gradus simplify} prints them all. */
  private static void changes(PrintWriter out, String title, Program before, Program after) {
    Set<String> known = Printer.print(before).lines().collect(Collectors.toSet());
    List<String> lines =
        Printer.print(after).lines().filter(line -> !known.contains(line)).toList();
    if (!lines.isEmpty()) {
      out.println(title);
      lines.forEach(line -> out.println("  " + line.strip()));
    }
  }
}

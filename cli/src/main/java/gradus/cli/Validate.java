package gradus.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.proxies.Task;
import gradus.results.Trials;
import gradus.search.tidying.Shortening;
import gradus.search.tidying.Tidy;
import gradus.search.validation.Account;
import gradus.search.validation.Contender;
import gradus.search.validation.Stage;
import gradus.search.validation.Validation;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus validate}: whether a find holds up. */
@Command(
    name = "validate",
    description =
        "Tune finds and known optimizers alike and compare them on tasks and scales that the finds"
            + " have not seen. Every training is kept in a table; the same command goes on where it"
            + " was stopped.")
final class Validate implements Callable<Integer> {
  private static final String EXTENSION = ".csv";
  private static final int TIDY_SEEDS = 8;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Programs.")
  private List<String> words;

  @Option(names = "--top", defaultValue = "3", description = "Finds of each run.")
  private int top;

  @Option(
      names = "--margin",
      defaultValue = "0.005",
      paramLabel = "SHARE",
      description =
          "What a simpler program may lose, as a share of the loss: ${DEFAULT-VALUE}; with 0 only"
              + " what is redundant goes.")
  private double margin;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  @Option(
      names = "--select",
      split = ",",
      paramLabel = "TASK",
      defaultValue = "digits-deep",
      description = "Tasks that decide who goes on: ${DEFAULT-VALUE}; 'gradus tasks' lists all.")
  private List<String> select;

  @Option(
      names = "--test",
      split = ",",
      paramLabel = "TASK",
      description = "Tasks that are looked at once, in the end.")
  private List<String> test = new ArrayList<>();

  @Option(
      names = "--scales",
      split = ",",
      paramLabel = "SCALE",
      defaultValue = "1,10",
      description = "Scales in rising order: tiny, 1, 10, 100; ${DEFAULT-VALUE} if not given.")
  private List<String> scales;

  @Option(
      names = "--against",
      split = ",",
      paramLabel = "OPTIMIZER",
      defaultValue = "adamw,lion",
      description = "Optimizers or files to be better than: ${DEFAULT-VALUE}.")
  private List<String> against;

  @Option(names = "--seeds", defaultValue = "10", description = "Fresh seeds that judge: 101, ...")
  private int seeds;

  @Option(names = "--choosing", defaultValue = "3", description = "Seeds that tune: 1, 2, 3.")
  private int choosing;

  @Option(
      names = "--budget",
      paramLabel = "CELLS",
      defaultValue = "80",
      description = "The most settings that each may try on each task: ${DEFAULT-VALUE}.")
  private int budget;

  @Option(
      names = "--record",
      paramLabel = "FILE.csv",
      description =
          "The table of all trainings, the account goes beside it: validation.csv in the directory"
              + " of the run or of the first file if not given.")
  private Path record;

  @Option(names = "--workers", defaultValue = "2", description = "Trainings at a time.")
  private int workers;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Validate() {}

  @Override
  public Integer call() throws InterruptedException, IOException {
    check();
    Finds finds = Finds.of(words, top, programs);
    List<Contender> baselines = baselines(finds);
    Validation draft =
        new Validation(
            List.of(),
            baselines,
            Finds.known(joined(finds.tasks(), select)),
            lastTasks(finds),
            scales(),
            Validation.plan(choosing, seeds, budget),
            workers);
    Path table = record == null ? finds.directory().resolve("validation" + EXTENSION) : record;
    Path account = account(table);
    PrintWriter out = json ? new PrintWriter(Writer.nullWriter()) : spec.commandLine().getOut();
    try (Interruption interruption = new Interruption()) {
      Telling telling = new Telling(out, new ProgressLine(spec.commandLine().getErr()));
      boolean done = validate(finds, draft, table, account, telling, out, interruption);
      telling.clear();
      if (!done) {
        out.println("stopped; nothing is lost: the same command goes on");
      }
      out.flush();
      return done ? 0 : 1;
    }
  }

  private void check() {
    if (seeds < 2) {
      throw new UserError("--seeds: found " + seeds + "; allowed: at least 2");
    }
    if (!(margin >= 0 && margin < 1)) {
      throw new UserError("--margin: found " + margin + "; allowed: from 0 to below 1");
    }
    Tune.atLeastOne("--choosing", choosing);
    Tune.atLeastOne("--budget", budget);
    Tune.atLeastOne("--workers", workers);
    Tune.atLeastOne("--top", top);
  }

  private boolean validate(
      Finds finds,
      Validation draft,
      Path table,
      Path account,
      Telling telling,
      PrintWriter out,
      BooleanSupplier stop)
      throws InterruptedException, IOException {
    List<Contender> contenders = new ArrayList<>();
    for (Optimizer find : finds.finds()) {
      Optional<Contender> tidy = tidy(find, finds, draft, table, telling, stop);
      if (tidy.isEmpty()) {
        return false;
      }
      if (contenders.stream().noneMatch(one -> one.name().equals(tidy.get().name()))) {
        contenders.add(tidy.get());
        telling.clear();
        out.printf("%s:%n%s%n", tidy.get().name(), tidy.get().optimizer().text());
      }
    }
    out.printf(
        "%d to validate, against %s on %s at scales %s, %d settings each, %d seeds choose and %d"
            + " judge%n%n",
        contenders.size(),
        draft.baselines().stream().map(Contender::name).collect(Collectors.joining(", ")),
        String.join(", ", draft.tasks()),
        String.join(", ", scales),
        budget,
        choosing,
        seeds);
    out.flush();
    Optional<List<Stage>> stages = draft.of(contenders).run(table, telling, stop);
    if (stages.isEmpty()) {
      return false;
    }
    telling.clear();
    Account told = new Account(stages.get(), draft.plan());
    Files.writeString(account, told.text(trainings(table)));
    Path folder = Files.createDirectories(account.resolveSibling("validated"));
    for (Contender one : contenders) {
      Path file = folder.resolve(one.name() + ".gradus");
      Files.writeString(file, one.optimizer().with(told.evidence(one)).text());
    }
    for (Stage stage : stages.get()) {
      out.printf("%n%s%n%s", stage.title(), Account.verdicts(stage));
    }
    out.printf(
        "%n%s  the account%n%s  every training%n%s  the finds, with evidence%n",
        account, table, folder);
    if (json) {
      spec.commandLine().getOut().println(new ObjectMapper().valueToTree(told.facts()).toString());
    }
    return true;
  }

  /** Scored on what the run trained, or else on the tasks that decide. */
  private Optional<Contender> tidy(
      Optimizer find,
      Finds finds,
      Validation draft,
      Path table,
      Telling telling,
      BooleanSupplier stop)
      throws InterruptedException {
    if (margin == 0) {
      return Optional.of(Contender.named(Tidy.of(find)));
    }
    List<String> names = finds.tasks().isEmpty() ? draft.tasks() : finds.tasks();
    List<Task> models =
        names.stream().map(name -> Family.named(name).at(tidyScale(finds))).toList();
    return new Shortening(models, Math.max(TIDY_SEEDS, seeds), margin)
        .of(find, Contender.named(find).name() + " tidying", table, workers, telling::trained, stop)
        .map(shorter -> Contender.named(Tidy.of(shorter)));
  }

  private Scale tidyScale(Finds finds) {
    return finds.runs().isEmpty() ? scales().getFirst() : finds.scale();
  }

  private static int trainings(Path table) {
    try (Trials trials = Trials.open(table)) {
      return trials.known().size();
    }
  }

  private List<Contender> baselines(Finds finds) {
    List<Contender> all = new ArrayList<>();
    for (String name : against.stream().distinct().toList()) {
      Optimizer optimizer = programs.optimizer(name);
      boolean known = Library.names().contains(name);
      all.add(known ? Contender.known(optimizer) : Contender.named(Tidy.of(optimizer)));
    }
    all.addAll(finds.starts());
    return all;
  }

  /** What decides who goes on cannot be what is looked at once in the end. */
  private List<String> lastTasks(Finds finds) {
    List<String> seen = joined(finds.tasks(), select);
    for (String name : test) {
      if (seen.contains(name)) {
        throw new UserError(
            "--test: found " + name + ", which decides who goes on; allowed: others");
      }
    }
    return Finds.known(test);
  }

  private static List<String> joined(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).distinct().toList();
  }

  private List<Scale> scales() {
    try {
      return scales.stream().map(Scale::named).distinct().sorted().toList();
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  /** Refuses to write over what is no account. */
  private static Path account(Path table) throws IOException {
    String name = table.getFileName().toString();
    String stem =
        name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    Path account = table.resolveSibling(stem + ".md");
    if (Files.exists(account) && !Files.readString(account).startsWith(Account.TITLE)) {
      throw new UserError(
          account + ": not an account of a validation; found another text; allowed: no such file");
    }
    return account;
  }
}

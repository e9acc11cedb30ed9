package gradus.cli;

import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.results.Trials;
import gradus.search.tidying.Tidy;
import gradus.search.tuning.Plan;
import gradus.search.validation.Account;
import gradus.search.validation.Contender;
import gradus.search.validation.Stage;
import gradus.search.validation.Validation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
  private static final List<Double> DECAYS =
      List.of(0.0, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0);
  private static final int MEMORIES = 9;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Programs.")
  private List<String> words;

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
      defaultValue = "1",
      description = "Scales in rising order: tiny, 1, 10, 100; ${DEFAULT-VALUE} if not given.")
  private List<String> scales;

  @Option(
      names = "--against",
      split = ",",
      paramLabel = "OPTIMIZER",
      defaultValue = "adamw,lion",
      description = "The known optimizers to be better than: ${DEFAULT-VALUE}.")
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
    if (seeds < 2) {
      throw new UserError("--seeds: found " + seeds + "; allowed: at least 2");
    }
    Tune.atLeastOne("--choosing", choosing);
    Tune.atLeastOne("--budget", budget);
    Tune.atLeastOne("--workers", workers);
    List<Contender> finds = finds();
    Validation validation =
        new Validation(finds, baselines(), tasks(select), tasks(test), scales(), plan(), workers);
    Path table = record == null ? beside(words.getFirst()) : record;
    Path account = account(table);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%d to validate, against %s on %s at scales %s, %d settings each, %d seeds choose and %d judge%n",
        finds.size(),
        String.join(", ", against),
        String.join(", ", select),
        String.join(", ", scales),
        budget,
        choosing,
        seeds);
    for (Contender find : finds) {
      out.printf("%n%s:%n%s", find.name(), find.optimizer().text());
    }
    out.println();
    out.flush();
    Telling telling = new Telling(out, new ProgressLine(spec.commandLine().getErr()));
    try (Interruption interruption = new Interruption()) {
      Optional<List<Stage>> stages = validation.run(table, telling, interruption);
      telling.clear();
      if (stages.isEmpty()) {
        out.println("stopped; nothing is lost: the same command goes on");
        return 1;
      }
      String text = new Account(stages.get(), validation.plan()).text(trainings(table));
      Files.writeString(account, text);
      stages.get().forEach(stage -> out.printf("%n%s%n%s", stage.title(), Account.verdicts(stage)));
      out.printf("%n%s  the account%n%s  every training%n", account, table);
      return 0;
    }
  }

  private static int trainings(Path table) {
    try (Trials trials = Trials.open(table)) {
      return trials.known().size();
    }
  }

  private List<Contender> finds() {
    Map<String, Contender> finds = new LinkedHashMap<>();
    programs.each(
        words,
        (word, optimizer) -> {
          Contender find = Contender.named(Tidy.of(optimizer));
          finds.putIfAbsent(find.name(), find);
        });
    return List.copyOf(finds.values());
  }

  private List<Contender> baselines() {
    List<Contender> all = new ArrayList<>();
    for (String name : against.stream().distinct().toList()) {
      Optimizer known = Library.optimizer(name);
      all.add(Contender.known(known));
    }
    return all;
  }

  private static List<String> tasks(List<String> names) {
    try {
      names.forEach(Family::named);
      return names.stream().distinct().toList();
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  private List<Scale> scales() {
    try {
      return scales.stream().map(Scale::named).distinct().sorted().toList();
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  /** The decay on a grid with the learning rate; memories as the walk goes. */
  private Plan plan() {
    Map<String, List<Double>> over = new LinkedHashMap<>();
    over.put("decay", DECAYS);
    for (int i = 1; i <= MEMORIES; i++) {
      over.put("beta" + i, List.of());
    }
    return new Plan(over, choosing, seeds, budget);
  }

  private static Path beside(String word) {
    Path path = Path.of(word);
    return path.resolveSibling("validation" + EXTENSION);
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

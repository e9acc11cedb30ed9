package gradus.cli;

import gradus.library.Optimizer;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.search.tidying.Tidy;
import gradus.search.validation.Contender;
import gradus.search.validation.FinishedRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be validated: the best of runs, and files.
 *
 * @param finds programs with their headers
 * @param starts what the runs began from, at the cosine and at the constant schedule
 * @param tasks what the runs trained
 * @param scale the scale at which they did
 * @param runs the runs among the words
 * @param directory where results go
 */
record Finds(
    List<Optimizer> finds,
    List<Contender> starts,
    List<String> tasks,
    Scale scale,
    List<FinishedRun> runs,
    Path directory) {

  static Finds of(List<String> words, int top, Programs programs) {
    List<Optimizer> finds = new ArrayList<>();
    Map<String, Contender> starts = new LinkedHashMap<>();
    Set<String> tasks = new LinkedHashSet<>();
    List<FinishedRun> runs = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (String word : words) {
      if (!Files.isDirectory(Path.of(word))) {
        files.add(word);
        continue;
      }
      FinishedRun run = FinishedRun.read(Path.of(word));
      if (run.finds().isEmpty()) {
        throw new UserError(
            word + ": no finds; found no hall of fame; allowed: a run that has come to its end");
      }
      runs.add(run);
      tasks.addAll(run.tasks());
      run.finds().stream().limit(top).forEach(finds::add);
      for (Optimizer start : run.starts()) {
        Contender tidy = Contender.named(Tidy.of(start));
        starts.put(tidy.name(), tidy);
        starts.put(tidy.constant().name(), tidy.constant());
      }
    }
    programs.each(files, (word, optimizer) -> finds.add(optimizer));
    return new Finds(
        finds,
        List.copyOf(starts.values()),
        List.copyOf(tasks),
        runs.stream().map(FinishedRun::scale).findFirst().orElse(Scale.ONE),
        runs,
        directory(words.getFirst()));
  }

  /** Refuses tasks that are not known or whose data is missing, before the first training. */
  static List<String> known(List<String> tasks) {
    try {
      tasks.forEach(name -> Family.named(name).at(Scale.TINY).training());
      return tasks.stream().distinct().toList();
    } catch (IllegalArgumentException e) {
      throw new UserError(e.getMessage());
    }
  }

  private static Path directory(String word) {
    Path path = Path.of(word);
    return Files.isDirectory(path)
        ? path
        : Optional.ofNullable(path.getParent()).orElse(Path.of(""));
  }
}

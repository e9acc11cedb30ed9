package gradus.search.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import gradus.grammar.Dialect;
import gradus.grammar.Hash;
import gradus.library.Optimizer;
import gradus.proxies.Family;
import gradus.proxies.Scale;
import gradus.results.Candidate;
import gradus.results.HallOfFame;
import gradus.results.RunDirectory;
import gradus.results.RunStore;
import gradus.search.SearchException;
import gradus.search.SearchRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a validation wants to know of a search.
 *
 * @param tasks what it trained, by name
 * @param scale their scale
 * @param trainings from how many seeds candidates were trained on each task
 * @param starts the programs that it began from
 * @param finds its hall of fame, best first, one for each hash; none before the run is finished
 * @param candidates all candidates, in their order
 */
public record FinishedRun(
    List<String> tasks,
    Scale scale,
    int trainings,
    List<Optimizer> starts,
    List<Optimizer> finds,
    List<Candidate> candidates) {

  /**
   * Reads a run.
   *
   * @param path its directory
   * @return what is there
   * @throws SearchException if its configuration names no known task or scale
   */
  public static FinishedRun read(Path path) {
    try (RunDirectory directory = RunDirectory.read(path)) {
      JsonNode config = config(path, directory);
      return new FinishedRun(
          tasks(path, config),
          scale(path, config),
          config.path("trainings").asInt(1),
          starts(directory.store()),
          Files.exists(path.resolve(HallOfFame.FILE)) ? finds(directory.hallOfFame()) : List.of(),
          directory.store().candidates());
    }
  }

  private static JsonNode config(Path path, RunDirectory directory) {
    try {
      return new YAMLMapper().readTree(directory.config());
    } catch (JsonProcessingException e) {
      throw new SearchException(
          path.resolve(RunDirectory.CONFIG) + ": not YAML; found " + e.getOriginalMessage());
    }
  }

  /** One task, or several joined by commas or in a list. */
  private static List<String> tasks(Path path, JsonNode config) {
    JsonNode value = config.has("tasks") ? config.get("tasks") : config.path("task");
    List<String> tasks = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(one -> tasks.add(one.asText()));
    } else {
      for (String name : value.asText("").split(",")) {
        tasks.add(name.strip());
      }
    }
    if (tasks.isEmpty() || tasks.contains("")) {
      throw new SearchException(
          path.resolve(RunDirectory.CONFIG) + ": no task; found none; allowed: task: NAME");
    }
    try {
      tasks.forEach(Family::named);
    } catch (IllegalArgumentException e) {
      throw new SearchException(path.resolve(RunDirectory.CONFIG) + ": " + e.getMessage());
    }
    return tasks;
  }

  private static Scale scale(Path path, JsonNode config) {
    try {
      return Scale.named(config.path("scale").asText(Scale.ONE.label()));
    } catch (IllegalArgumentException e) {
      throw new SearchException(path.resolve(RunDirectory.CONFIG) + ": " + e.getMessage());
    }
  }

  private static List<Optimizer> starts(RunStore store) {
    List<Optimizer> starts = new ArrayList<>();
    for (int i = 1; store.meta(SearchRun.START + i).isPresent(); i++) {
      starts.add(start(store.meta(SearchRun.START + i).get()));
    }
    return starts;
  }

  private static Optimizer start(String text) {
    return Optimizer.of("start", text, Dialect.STANDARD);
  }

  private static List<Optimizer> finds(HallOfFame hall) {
    Set<String> hashes = new HashSet<>();
    return hall.entries().stream()
        .map(entry -> Optimizer.of(entry.name(), entry.program(), Dialect.STANDARD))
        .filter(find -> hashes.add(Hash.of(find.program())))
        .toList();
  }
}

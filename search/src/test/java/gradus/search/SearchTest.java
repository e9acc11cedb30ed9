package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Hash;
import gradus.grammar.Printer;
import gradus.results.Candidate;
import gradus.results.RunStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
  @TempDir private Path directory;
  private final AtomicInteger trained = new AtomicInteger();

  @Test
  void timingAndWorkersDoNotShapeTheOutcome() throws Exception {
    List<Candidate> one = search("one", 1, false, 7);
    assertThat(search("two", 2, true, 7)).isEqualTo(one);
    assertThat(search("five", 5, true, 7)).isEqualTo(one);
    assertThat(search("other seed", 2, true, 8)).isNotEqualTo(one);
  }

  @Test
  void aRunThatWasStoppedManyTimesEndsAsOneThatWasNot() throws Exception {
    List<Candidate> whole = search("whole", 2, true, 7);
    trained.set(0);
    Random random = new Random(3);
    Path file = directory.resolve("stopped");
    try (RunStore store = RunStore.create(file)) {
      assertThat(store.count()).isZero();
    }
    boolean done = false;
    int stops = 0;
    while (!done) {
      int left = 1 + random.nextInt(40);
      AtomicInteger proposals = new AtomicInteger();
      try (RunStore store = RunStore.open(file);
          ExecutorService threads = Executors.newFixedThreadPool(3)) {
        int before = store.count();
        done = run(store, threads, true, 7, () -> proposals.incrementAndGet() > before + left);
      }
      stops++;
    }
    assertThat(stops).isGreaterThan(5);
    try (RunStore store = RunStore.open(file)) {
      assertThat(store.candidates()).isEqualTo(whole);
    }
    // Nothing is trained twice.
    assertThat(trained.get()).isEqualTo(whole.stream().filter(c -> !c.losses().isEmpty()).count());
  }

  @Test
  void aProgramIsTrainedOnceAndItsChildrenDifferFromIt() throws Exception {
    List<Candidate> candidates = search("run", 2, true, 7);
    Set<String> hashes = new HashSet<>();
    for (Candidate candidate : candidates) {
      assertThat(candidate.cached()).isEqualTo(!hashes.add(candidate.hash()));
      if (candidate.parent() > 0) {
        Candidate parent = candidates.get(candidate.parent() - 1);
        assertThat(candidate.hash()).isNotEqualTo(parent.hash());
      }
    }
    assertThat(hashes).hasSize(100);
    assertThat(candidates.getFirst().mutation()).isEqualTo("start");
  }

  @Test
  void aStoreOfAnotherSearchIsRefused() throws Exception {
    search("run", 2, false, 7);
    try (RunStore store = RunStore.open(directory.resolve("run"));
        ExecutorService threads = Executors.newFixedThreadPool(1)) {
      assertThatThrownBy(() -> run(store, threads, false, 8, () -> false))
          .isInstanceOf(SearchException.class)
          .hasMessageStartingWith("run.db: candidate 2 is not the one that this configuration");
    }
  }

  @Test
  void everyStrategyGivesTheSameForAnyTimingAndHasDescendantsOfItsOwn() throws Exception {
    for (String strategy : Strategies.names()) {
      List<Candidate> one = search(strategy + "1", 1, false, 7, "strategy", strategy);
      List<Candidate> many = search(strategy + "5", 5, true, 7, "strategy", strategy);
      assertThat(many).as(strategy).isEqualTo(one);
      assertThat(one.stream().map(Candidate::hash).distinct().count()).isEqualTo(100);
    }
  }

  @Test
  void tuningLeavesTheStatementsAlone() throws Exception {
    String start = withoutNumbers(Printer.print(Programs.start()));
    for (Candidate candidate : search("tuned", 2, false, 7, "strategy", "tune")) {
      assertThat(withoutNumbers(candidate.program())).isEqualTo(start);
    }
  }

  private static String withoutNumbers(String program) {
    return program.replaceAll("(?<=[ (])-?[0-9][0-9.]*(e-?[0-9]+)?", "#");
  }

  /** Seeds are trained from once; the good ones that come again are trained from more of them. */
  @Test
  void noProgramIsTrainedTwiceFromASeedAndTheGoodFromMore() throws Exception {
    List<Candidate> candidates =
        search("raced", 3, true, 7, "evaluations", "2000", "mutation.constant", "0");
    Map<String, Integer> rounds = new HashMap<>();
    for (Candidate candidate : candidates) {
      int before = rounds.getOrDefault(candidate.hash(), 0);
      for (int i = 0; i < candidate.losses().size(); i++) {
        assertThat(candidate.losses().get(i))
            .isEqualTo(Double.valueOf(loss(candidate.hash(), before + i)));
      }
      rounds.merge(candidate.hash(), candidate.losses().size(), Integer::sum);
    }
    long stopped = rounds.values().stream().filter(n -> n < 3).count();
    assertThat(stopped).isGreaterThan(rounds.size() / 4);
    assertThat(rounds.values()).anyMatch(n -> n > 6).noneMatch(n -> n > 12);
  }

  private List<Candidate> search(String name, int workers, boolean uneven, long seed, String... set)
      throws Exception {
    try (RunStore store = RunStore.create(directory.resolve(name));
        ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      assertThat(run(store, threads, uneven, seed, () -> false, set)).isTrue();
      return new ArrayList<>(store.candidates());
    }
  }

  private boolean run(
      RunStore store,
      ExecutorService threads,
      boolean uneven,
      long seed,
      BooleanSupplier stop,
      String... set)
      throws InterruptedException {
    List<String> changes =
        new ArrayList<>(
            List.of("seed", Long.toString(seed), "evaluations", "100", "population", "20"));
    changes.addAll(List.of(set));
    Configuration configuration =
        Configuration.of(Programs.settings(changes.toArray(String[]::new)));
    SearchSpace space = SearchSpace.paper(30, configuration.learningRate());
    AtomicInteger asked = new AtomicInteger();
    return Search.of(
            configuration,
            Strategies.of(configuration, space, List.of(Programs.start())),
            store,
            question -> {
              int number = asked.incrementAndGet();
              return threads.submit(() -> {
                trained.incrementAndGet();
                if (uneven) {
                  Thread.sleep((number * 7919L) % 5);
                }
                return made(question);
              });
            },
            statistics -> {},
            new Timings())
        .run(stop);
  }

  /** A judge as the real one, of losses that are a function of the program and the round. */
  private static Evaluation made(Judge.Question question) {
    String hash = Hash.of(question.program());
    List<Double> losses = new ArrayList<>();
    Losses all = question.before();
    while (all.rounds() < question.rounds() && question.race().goesOn(all)) {
      losses.add(loss(hash, all.rounds()));
      if (losses.getLast().isNaN()) {
        return new Evaluation("not-finite", losses);
      }
      all = question.before().and(losses);
    }
    return new Evaluation(Evaluation.TRAINED, losses);
  }

  /** Some programs fail. */
  private static double loss(String hash, int round) {
    Random random = new Random(hash.hashCode());
    double mean = 1 + random.nextDouble();
    if (random.nextInt(7) == 0) {
      return Double.NaN;
    }
    return mean + 0.1 * new Random(hash.hashCode() + 31L * round).nextGaussian();
  }
}

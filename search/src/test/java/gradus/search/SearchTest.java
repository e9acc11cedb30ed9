package gradus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.grammar.Program;
import gradus.results.Candidate;
import gradus.results.RunStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    assertThat(trained.get()).isEqualTo(100);
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

  private List<Candidate> search(String name, int workers, boolean uneven, long seed)
      throws Exception {
    try (RunStore store = RunStore.create(directory.resolve(name));
        ExecutorService threads = Executors.newFixedThreadPool(workers)) {
      assertThat(run(store, threads, uneven, seed, () -> false)).isTrue();
      return new ArrayList<>(store.candidates());
    }
  }

  private boolean run(
      RunStore store, ExecutorService threads, boolean uneven, long seed, BooleanSupplier stop)
      throws InterruptedException {
    Configuration configuration =
        Configuration.of(
            Programs.settings(
                "seed", Long.toString(seed), "evaluations", "100", "population", "20"));
    SearchSpace space = SearchSpace.paper(30, configuration.learningRate());
    return Search.of(
            configuration,
            new RegularizedEvolution(configuration, space, Programs.start()),
            store,
            (proposal, number) ->
                threads.submit(() -> {
                  trained.incrementAndGet();
                  if (uneven) {
                    Thread.sleep((number * 7919L) % 5);
                  }
                  return made(proposal.program());
                }),
            statistics -> {})
        .run(stop);
  }

  /** A fitness that any program has, some of them none. */
  private static Evaluation made(Program program) {
    int hash = program.toString().hashCode();
    return hash % 7 == 0
        ? new Evaluation("not-finite", Double.NaN, List.of(Double.NaN))
        : new Evaluation(Evaluation.TRAINED, hash / 1e9, List.of(1.0, 2.0, 3.0));
  }
}

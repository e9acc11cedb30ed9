package gradus.benchmarks;

import gradus.grammar.Flattener;
import gradus.grammar.Hash;
import gradus.grammar.Liveness;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.search.Configuration.LearningRate;
import gradus.search.SearchSpace;
import gradus.search.mutation.ChangeArgument;
import gradus.search.mutation.DeleteStatement;
import gradus.search.mutation.InsertStatement;
import gradus.search.mutation.Mutation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code candidates}: how many children a search can make and judge before any is trained. Each is
 * mutated from a parent of about twenty statements, checked for its kinds, its live statements are
 * found, it is hashed and looked up.
 *
 * <p>Seconds are those of a processor that is there for this process alone: the time that all its
 * threads have had, the collector's and the compiler's too. So what else the machine does counts
 * little.
 */
@Command(
    name = "candidates",
    description = "Count the children that one core makes, checks, hashes and looks up.")
final class Candidates implements Callable<Integer> {
  private static final int STATEMENTS = 20;
  private static final int PARENTS = 100;
  private static final int LONGEST = 60;
  private static final int BATCH = 1_000;
  private static final long SECOND = 1_000_000_000;

  /** So many seconds go by before the compiler, whose time counts, is done on a slow machine. */
  private static final int WARMING = 10;

  private static final List<Mutation> MUTATIONS =
      List.of(new InsertStatement(), new DeleteStatement(), new ChangeArgument());

  @Option(
      names = "--rounds",
      defaultValue = "9",
      description = "Seconds of processor time: ${DEFAULT-VALUE}.")
  private int rounds;

  @Mixin private Output output;

  @Spec private CommandSpec spec;

  private final SearchSpace space = SearchSpace.paper(LONGEST, LearningRate.LOCKED);
  private final SplittableRandom random = new SplittableRandom(1);
  private final Map<String, Integer> cache = new HashMap<>();
  private final List<Program> parents = new ArrayList<>();
  private long statements;

  private Candidates() {}

  @Override
  public Integer call() {
    output.atLeast(1, "--rounds", rounds);
    output.check();
    parents();
    double[] made = new double[rounds];
    double[] valid = new double[rounds];
    for (int round = -WARMING; round < rounds; round++) {
      cache.clear();
      long[] counts = new long[2];
      long start = processorTime();
      long elapsed = 0;
      while (elapsed < SECOND) {
        for (int i = 0; i < BATCH; i++) {
          counts[0]++;
          counts[1] += child() ? 1 : 0;
        }
        elapsed = processorTime() - start;
      }
      if (round >= 0) {
        made[round] = counts[0] * (double) SECOND / elapsed;
        valid[round] = counts[1] * (double) SECOND / elapsed;
      }
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("children_per_second_per_core", Math.round(Rounds.median(valid)));
    figures.put("mutations_per_second_per_core", Math.round(Rounds.median(made)));
    figures.put("statements", statements / (double) parents.size());
    figures.put("rounds", rounds);
    figures.forEach((name, value) -> spec.commandLine().getOut().println(name + "  " + value));
    spec.commandLine().getOut().flush();
    output.write(figures);
    return 0;
  }

  private static long processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
  }

  /** Programs near the length, some mutations apart. */
  private void parents() {
    Program program = Flattener.flatten(Library.optimizer("adamw_search").program());
    while (parents.size() < PARENTS) {
      Optional<Program> child = mutation().apply(program, space, random).filter(space::valid);
      if (child.isPresent() && child.get().statements().size() <= STATEMENTS + 2) {
        program = child.get();
        if (program.statements().size() >= STATEMENTS - 2 && random.nextInt(5) == 0) {
          parents.add(program);
          statements += program.statements().size();
        }
      }
    }
  }

  private Mutation mutation() {
    return MUTATIONS.get(random.nextInt(MUTATIONS.size()));
  }

  /** Whether it is valid; what is not costs its mutation and its check. */
  private boolean child() {
    Program parent = parents.get(random.nextInt(PARENTS));
    Optional<Program> child = mutation().apply(parent, space, random).filter(space::valid);
    if (child.isEmpty()) {
      return false;
    }
    int live = Liveness.of(child.get()).statements().cardinality();
    cache.merge(Hash.of(child.get()), live, Math::max);
    return true;
  }
}

package gradus.benchmarks;

import gradus.grammar.Flattener;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.search.Configuration.LearningRate;
import gradus.search.SearchSpace;
import gradus.search.mutation.ChangeArgument;
import gradus.search.mutation.DeleteStatement;
import gradus.search.mutation.InsertStatement;
import gradus.search.mutation.Mutation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Programs as a search makes them: chains of mutations, of which each that is valid counts. From
 * the same seeds come those that {@code ExportedTorchTest} of the search runs on another PyTorch.
 */
final class RandomPrograms {
  private static final List<Mutation> MUTATIONS =
      List.of(new InsertStatement(), new DeleteStatement(), new ChangeArgument());

  private RandomPrograms() {}

  /** Of the published search space, from the program that searches begin with. */
  static List<Program> ofThePaper(int count) {
    Program start = Flattener.flatten(Library.optimizer("adamw_search").program());
    return chain(start, SearchSpace.paper(40, LearningRate.LOCKED), 41, count);
  }

  /** Of all functions, from a mild program with a state of every kind. */
  static List<Program> ofAllFunctions(int count) {
    Program start =
        Parser.program(
            "start",
            """
            def start(w, g, m, v, l, lr):
                m = interp(g, m, 0.5)
                v = norm(m)
                t = transpose(g)
                l = g @ t
                r = row_sum(w)
                p = l @ g
                p = if_matrix(p, g)
                u = tanh(m)
                u = u + v
                u = u * lr
                return u, m, v, l
            """);
    List<Function> functions =
        Functions.standard().all().stream().filter(f -> !f.name().equals("invert")).toList();
    return chain(start, new SearchSpace(functions, 30, LearningRate.LOCKED, 0, 0), 43, count);
  }

  private static List<Program> chain(Program start, SearchSpace space, long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Program> programs = new ArrayList<>();
    Program program = start;
    while (programs.size() < count) {
      Mutation mutation = MUTATIONS.get(random.nextInt(MUTATIONS.size()));
      Optional<Program> child = mutation.apply(program, space, random).filter(space::valid);
      child.ifPresent(programs::add);
      program = random.nextInt(15) == 0 ? start : child.orElse(program);
    }
    return programs;
  }
}

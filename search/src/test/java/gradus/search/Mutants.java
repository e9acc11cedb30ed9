package gradus.search;

import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Parser;
import gradus.grammar.Printer;
import gradus.grammar.Program;
import gradus.search.mutation.ChangeArgument;
import gradus.search.mutation.DeleteStatement;
import gradus.search.mutation.InsertStatement;
import gradus.search.mutation.Mutation;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** Programs as a search makes them: chains of mutations, of which each that is valid counts. */
record Mutants(Program start, SearchSpace space, long seed) {
  /** Of all functions, from a mild program with a state of every kind. */
  static Mutants ofAllFunctions(long seed) {
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
    return new Mutants(
        start, new SearchSpace(functions(), 30, Configuration.LearningRate.LOCKED, 0, 0), seed);
  }

  /** Of the published search space, from the program that searches begin with. */
  static Mutants ofThePaper(long seed) {
    SearchSpace space = SearchSpace.paper(40, Configuration.LearningRate.LOCKED);
    return new Mutants(Programs.start(), space, seed);
  }

  static List<Function> functions() {
    return Functions.standard().all().stream().filter(f -> !f.name().equals("invert")).toList();
  }

  void each(int count, Consumer<Program> test) {
    List<Mutation> mutations =
        List.of(new InsertStatement(), new DeleteStatement(), new ChangeArgument());
    SplittableRandom random = new SplittableRandom(seed);
    Program program = start;
    for (int done = 0; done < count; ) {
      Optional<Program> child =
          mutations.get(random.nextInt(3)).apply(program, space, random).filter(space::valid);
      if (child.isPresent()) {
        program = child.get();
        try {
          test.accept(program);
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("program " + done + ":\n" + Printer.print(program), e);
        }
        done++;
      }
      program = random.nextInt(15) == 0 ? start : program;
    }
  }
}

package gradus.search;

import gradus.grammar.Cost;
import gradus.grammar.Definition;
import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a search may write: the functions, the length, and what is out of reach of mutations.
 *
 * @param functions what inserted statements may call
 * @param length the most statements a program may have
 * @param learningRate what programs may do with the learning rate
 * @param stateBytes the most bytes of state for each weight; 0 for no limit
 * @param flops the most operations for each weight; 0 for no limit
 */
public record SearchSpace(
    List<Function> functions,
    int length,
    Configuration.LearningRate learningRate,
    int stateBytes,
    int flops) {
  /** The side of the matrix on which costs are counted. */
  private static final double SIDE = 1024;

  /**
   * The space of a configuration.
   *
   * @param configuration functions, length and limits
   * @return the space
   * @throws SearchException with a line for each name that is no function, or if none is left
   */
  public static SearchSpace of(Configuration configuration) {
    return new SearchSpace(
        FunctionSet.of(configuration),
        configuration.length(),
        configuration.learningRate(),
        configuration.stateBytes(),
        configuration.flops());
  }

  /**
   * The published search space.
   *
   * @param length the most statements a program may have
   * @param learningRate what programs may do with the learning rate
   * @return the space of the paper's functions, without the one that never applies
   */
  public static SearchSpace paper(int length, Configuration.LearningRate learningRate) {
    return new SearchSpace(
        Functions.standard().paper().stream()
            .filter(function -> !(function.definition() instanceof Definition.Refused))
            .toList(),
        length,
        learningRate,
        0,
        0);
  }

  /**
   * How many statements at the end of a program are out of reach: with a schedule that the trainer
   * applies, the one that applies it.
   *
   * @return 0 or 1
   */
  public int fixed() {
    return learningRate == Configuration.LearningRate.WRITABLE ? 0 : 1;
  }

  /**
   * The variables that a statement may read, with their kinds.
   *
   * @param program a program of this space
   * @param kinds its kinds
   * @param position before which statement
   * @return by name, in the order in which they came to be
   */
  public Map<String, Kind> readable(Program program, Kinds kinds, int position) {
    Map<String, Kind> variables = new LinkedHashMap<>();
    program.parameters().forEach(name -> variables.put(name, kinds.input(name)));
    if (learningRate == Configuration.LearningRate.LOCKED) {
      variables.remove(program.rate());
      // A product with the step is another schedule.
      program.step().ifPresent(variables::remove);
    }
    for (int i = 0; i < position; i++) {
      variables.put(program.statements().get(i).target(), kinds.statement(i));
    }
    return variables;
  }

  /**
   * Whether a name may be assigned to.
   *
   * @param program a program of this space
   * @param name the name
   * @return false for a learning rate that is not writable
   */
  public boolean writable(Program program, String name) {
    return learningRate == Configuration.LearningRate.WRITABLE || !name.equals(program.rate());
  }

  /**
   * Whether a program may be trained: not too long, no name read before it is assigned, arguments
   * of fitting kinds, and an update of one number for each weight.
   *
   * @param program what a mutation made
   * @return true if it is valid
   */
  public boolean valid(Program program) {
    if (program.statements().size() > length) {
      return false;
    }
    Kinds kinds = Kinds.of(program);
    return kinds.problems().isEmpty()
        && kinds.update() == Kind.TENSOR
        && !kinds.updateForMatrices()
        && isCheapEnough(program);
  }

  private boolean isCheapEnough(Program program) {
    if (stateBytes == 0 && flops == 0) {
      return true;
    }
    Cost cost = Cost.of(program);
    return (stateBytes == 0 || cost.state().in(SIDE, SIDE) <= stateBytes)
        && (flops == 0 || cost.flops().in(SIDE, SIDE) <= flops);
  }

  private static boolean isKnown(Expression expression, Set<String> known) {
    return switch (expression) {
      case Number number -> true;
      case Variable variable -> known.contains(variable.name());
      case Call call -> {
        for (Expression argument : call.arguments()) {
          if (!isKnown(argument, known)) {
            yield false;
          }
        }
        yield true;
      }
    };
  }

  /**
   * Refuses a program that a search of this space cannot begin from.
   *
   * @param where what to call it in messages
   * @param program the program, flat
   * @throws SearchException if it is too long, its update is not a tensor, or the schedule is not
   *     applied where this space wants it
   */
  public void admit(String where, Program program) {
    if (program.statements().size() > length) {
      throw new SearchException(
          "%s: start program too long; found %d statements; allowed: at most %d"
              .formatted(where, program.statements().size(), length));
    }
    if (!isCheapEnough(program)) {
      throw new SearchException(
          "%s: too costly; found state %s, operations %s for each weight; allowed: %s"
              .formatted(where, Cost.of(program).state(), Cost.of(program).flops(), limits()));
    }
    if (!valid(program)) {
      throw new SearchException(
          where + ": the update is not a tensor; allowed: one number for each weight");
    }
    if (fixed() == 1 && !appliesScheduleLast(program)) {
      throw new SearchException(
          "%s: the schedule is not applied last; allowed: '%2$s = %2$s * %3$s' as the last statement"
                  .formatted(where, program.update(), program.rate())
              + " and no other use of '%s', or learning_rate: writable".formatted(program.rate()));
    }
  }

  private String limits() {
    String state = stateBytes == 0 ? "" : "state_bytes " + stateBytes;
    String operations = flops == 0 ? "" : "flops " + flops;
    return state + (state.isEmpty() || operations.isEmpty() ? "" : ", ") + operations;
  }

  private boolean appliesScheduleLast(Program program) {
    List<Statement> statements = program.statements();
    if (statements.isEmpty()) {
      return false;
    }
    Statement last = statements.getLast();
    boolean scales =
        last.target().equals(program.update())
            && last.value() instanceof Call call
            && call.function().name().equals("multiply")
            && call.arguments()
                .equals(List.of(Variable.of(program.update()), Variable.of(program.rate())));
    Set<String> others = new HashSet<>(program.parameters());
    others.remove(program.rate());
    for (Statement statement : statements.subList(0, statements.size() - 1)) {
      boolean reads =
          learningRate == Configuration.LearningRate.LOCKED && !isKnown(statement.value(), others);
      if (reads || statement.target().equals(program.rate())) {
        return false;
      }
      others.add(statement.target());
    }
    return scales;
  }
}

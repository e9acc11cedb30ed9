package gradus.grammar;

import gradus.grammar.Expression.Call;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The kind of every value of a program, found before any number is computed.
 *
 * <p>The kinds of the state are the smallest that hold what the program puts there: a state that is
 * only ever a norm takes one number for each tensor, not one for each weight.
 */
public final class Kinds {
  /**
   * A problem that knows its place, but not the name of the text.
   *
   * @param place where
   * @param what the mistake
   * @param found what was found
   * @param allowed what is allowed
   */
  public record Mistake(Place place, String what, String found, String allowed) {}

  private final Map<String, Kind> inputs;
  private final List<Kind> statements;
  private final Kind update;
  private final List<Mistake> problems;

  private Kinds(
      Map<String, Kind> inputs, List<Kind> statements, Kind update, List<Mistake> problems) {
    this.inputs = inputs;
    this.statements = List.copyOf(statements);
    this.update = update;
    this.problems = List.copyOf(problems);
  }

  /**
   * Finds the kinds of a program.
   *
   * @param program any program, right or wrong
   * @return its kinds, and what is wrong with them
   */
  public static Kinds of(Program program) {
    Map<String, Kind> inputs = new HashMap<>();
    program.parameters().forEach(name -> inputs.put(name, Kind.NUMBER));
    inputs.put(program.weight(), Kind.TENSOR);
    inputs.put(program.gradient(), Kind.TENSOR);
    while (true) {
      Meaning meaning = new Meaning();
      Map<String, Kind> names = Walk.fold(program, meaning, inputs);
      boolean settled = true;
      for (String state : program.states()) {
        Kind kind = inputs.get(state).join(names.get(state));
        settled &= inputs.put(state, kind) == kind;
      }
      if (settled) {
        return new Kinds(inputs, meaning.statements, names.get(program.update()), meaning.problems);
      }
    }
  }

  /**
   * The kind of a parameter.
   *
   * @param name its name
   * @return its kind when a step begins
   */
  public Kind input(String name) {
    return inputs.get(name);
  }

  /**
   * The kind of what each statement assigns.
   *
   * @return one kind for each statement, in order
   */
  public List<Kind> statements() {
    return statements;
  }

  /**
   * The kind of the update, which broadcasts to the weights.
   *
   * @return the kind
   */
  public Kind update() {
    return update;
  }

  /**
   * What is wrong.
   *
   * @return one entry for each mistake; none if the program is right
   */
  public List<Mistake> problems() {
    return problems;
  }

  /** What calls mean as kinds. */
  private static final class Meaning implements Interpretation<Kind> {
    private final List<Kind> statements = new ArrayList<>();
    private final List<Mistake> problems = new ArrayList<>();

    @Override
    public Kind number(double value) {
      return Kind.NUMBER;
    }

    @Override
    public Kind call(Call call, List<Kind> arguments) {
      Function function = call.function();
      return switch (function.definition()) {
        case Definition.Unary u -> arguments.getFirst();
        case Definition.Binary b -> arguments.get(0).join(arguments.get(1));
        case Definition.SumOfProducts sum -> {
          if (arguments.get(0) != arguments.get(1)) {
            wrong(call, "arguments of different kinds", arguments, "two of one kind");
          }
          yield sum.extent().meet(arguments.get(0).join(arguments.get(1)));
        }
        case Definition.Refused refused -> {
          wrong(call, function.signature() + " never applies", arguments, refused.reason());
          yield arguments.getFirst();
        }
        case Definition.Body body -> throw new IllegalStateException(function + " has a body");
      };
    }

    @Override
    public Kind assign(Statement statement, Kind value) {
      statements.add(value);
      return value;
    }

    private void wrong(Call call, String what, List<Kind> arguments, String allowed) {
      List<String> found = arguments.stream().map(Kind::toString).toList();
      problems.add(new Mistake(call.place(), what, String.join(" and ", found), allowed));
    }
  }
}

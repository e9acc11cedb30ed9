package gradus.search.tidying;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Program;
import gradus.grammar.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives the names of a program by what they hold: {@code weight}, {@code gradient}, {@code
 * momentum} for a state that follows the gradient, {@code second_moment} for one that follows
 * squares, {@code state1}, ... for others, {@code update}, and for what is in between the name of
 * the function that made it. Hyperparameters keep their names. Only names change.
 */
public final class Naming {
  private static final Map<String, String> NOUNS =
      Map.ofEntries(
          Map.entry("square", "squared"),
          Map.entry("sqrt", "root"),
          Map.entry("guarded_sqrt", "root"),
          Map.entry("abs", "magnitude"),
          Map.entry("sign", "direction"),
          Map.entry("negative", "negated"),
          Map.entry("interp", "blend"),
          Map.entry("divide", "ratio"),
          Map.entry("guarded_divide", "ratio"),
          Map.entry("multiply", "product"),
          Map.entry("add", "total"),
          Map.entry("subtract", "difference"),
          Map.entry("max", "larger"),
          Map.entry("min", "smaller"),
          Map.entry("norm", "length"),
          Map.entry("global_norm", "length"),
          Map.entry("clip", "clipped"),
          Map.entry("clamp", "clipped"));

  private final Program program;
  private final Definitions definitions;
  private final Set<String> taken;
  private final Map<String, String> inputs = new HashMap<>();
  private final List<Statement> statements = new ArrayList<>();

  private Naming(Program program) {
    this.program = program;
    definitions = new Definitions(program);
    taken = new HashSet<>(program.hyperparameters().keySet());
    program.hyperparameters().keySet().forEach(name -> inputs.put(name, name));
    inputs.put(program.weight(), fresh("weight"));
    inputs.put(program.gradient(), fresh("gradient"));
    inputs.put(program.rate(), fresh("lr"));
    taken.add("step");
    program.step().ifPresent(name -> inputs.put(name, "step"));
    program.states().forEach(state -> inputs.put(state, fresh(role(state))));
  }

  /**
   * Renames.
   *
   * @param program a program without problems
   * @return the same with other names, but for its own and those of its hyperparameters
   */
  public static Program of(Program program) {
    return new Naming(program).renamed();
  }

  private Program renamed() {
    String update = fresh("update");
    for (int i = 0; i < program.statements().size(); i++) {
      Expression value = renamed(program.statements().get(i).value(), i);
      statements.add(Statement.of(target(i, value, update), value));
    }
    return new Program(
        program.name(),
        inputs.get(program.weight()),
        inputs.get(program.gradient()),
        program.states().stream().map(inputs::get).toList(),
        inputs.get(program.rate()),
        program.step().map(inputs::get),
        program.hyperparameters(),
        statements,
        name(program.update(), program.statements().size()));
  }

  private String target(int position, Expression value, String update) {
    String before = program.statements().get(position).target();
    if (program.states().contains(before)) {
      return definitions.last(before) == position ? inputs.get(before) : fresh(noun(value));
    }
    return before.equals(program.update()) ? update : fresh(noun(value));
  }

  private Expression renamed(Expression expression, int position) {
    return switch (expression) {
      case Number number -> number;
      case Variable variable -> Variable.of(name(variable.name(), position));
      case Call call ->
          new Call(
              call.function(),
              call.arguments().stream().map(argument -> renamed(argument, position)).toList(),
              call.place());
    };
  }

  private String name(String before, int position) {
    int from = definitions.before(before, position);
    return from == Definitions.INPUT ? inputs.get(before) : statements.get(from).target();
  }

  private String fresh(String base) {
    boolean numbered = base.equals("state");
    String name = numbered ? base + 1 : base;
    for (int index = 2; !taken.add(name); index++) {
      name = base + index;
    }
    return name;
  }

  /** What a state is, by what it becomes. */
  private String role(String state) {
    Expression becomes = definitions.resolve(Variable.of(state), size()).expression();
    int at = definitions.resolve(Variable.of(state), size()).position();
    if (becomes instanceof Call call && call.function().name().equals("interp")) {
      for (Expression side : call.arguments().subList(0, 2)) {
        Definitions.Located followed = definitions.resolve(side, at);
        if (isSquare(followed.expression())) {
          return "second_moment";
        }
        if (isOfGradient(followed)) {
          return "momentum";
        }
      }
    }
    return "state";
  }

  private int size() {
    return program.statements().size();
  }

  private static boolean isSquare(Expression expression) {
    return expression instanceof Call call
        && (call.function().name().equals("square")
            || call.function().name().equals("multiply")
                && call.arguments().getFirst() instanceof Variable x
                && call.arguments().getLast() instanceof Variable y
                && x.name().equals(y.name()));
  }

  private boolean isOfGradient(Definitions.Located located) {
    if (definitions.isInput(located.expression(), program.gradient(), located.position())) {
      return true;
    }
    return located.expression() instanceof Call call
        && !call.arguments().isEmpty()
        && isOfGradient(definitions.resolve(call.arguments().getFirst(), located.position()));
  }

  /** A word for a value, with that of its only argument where this is an input. */
  private String noun(Expression value) {
    if (!(value instanceof Call call)) {
      return "copy";
    }
    String noun = NOUNS.getOrDefault(call.function().name(), "value");
    boolean decays =
        noun.equals("product")
            && call.arguments().stream().anyMatch(side -> side instanceof Number)
            && call.arguments().contains(Variable.of(inputs.get(program.weight())));
    if (decays) {
      return "weight_decay";
    }
    return call.arguments().size() == 1
            && call.arguments().getFirst() instanceof Variable variable
            && inputs.containsValue(variable.name())
        ? variable.name() + "_" + noun
        : noun;
  }
}

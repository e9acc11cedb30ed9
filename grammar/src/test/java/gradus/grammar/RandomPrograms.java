package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.random.RandomGenerator;

/** Programs by chance, all of them valid: nested calls, states of every kind, dead code. */
final class RandomPrograms {
  private final RandomGenerator random;
  private final List<Function> functions;

  RandomPrograms(RandomGenerator random) {
    this.random = random;
    functions =
        Functions.standard().all().stream()
            .filter(function -> !(function.definition() instanceof Definition.Refused))
            .toList();
  }

  Program next() {
    while (true) {
      Program program = attempt();
      if (Kinds.of(program).problems().isEmpty()) {
        return program;
      }
    }
  }

  private Program attempt() {
    List<String> states = List.of("m", "v", "c").subList(0, random.nextInt(4));
    SequencedMap<String, Double> hyperparameters = new LinkedHashMap<>();
    if (random.nextBoolean()) {
      hyperparameters.put("beta", constant());
    }
    Optional<String> step = random.nextBoolean() ? Optional.of("step") : Optional.empty();
    Program signature =
        new Program("p", "w", "g", states, "lr", step, hyperparameters, List.of(), "u");
    List<String> names = new ArrayList<>(signature.parameters());
    List<Statement> statements = new ArrayList<>();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      Expression value = expression(names, 2);
      String target = random.nextInt(3) == 0 ? one(names) : "x" + random.nextInt(6);
      statements.add(Statement.of(target, value));
      if (!names.contains(target)) {
        names.add(target);
      }
    }
    statements.add(
        Statement.of("u", Call.of(named("multiply"), Variable.of(one(names)), Variable.of("lr"))));
    return signature.with(statements);
  }

  private Expression expression(List<String> names, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return random.nextInt(4) == 0 ? Number.of(constant()) : Variable.of(one(names));
    }
    Function function = one(functions);
    List<Expression> arguments = new ArrayList<>();
    for (int i = 0; i < function.arity(); i++) {
      arguments.add(expression(names, depth - 1));
    }
    return new Call(function, arguments, Place.NONE);
  }

  private double constant() {
    double[] some = {0, -0.0, 1, -1, 2, 0.9, 0.999, 1e-8, 1e20};
    return random.nextBoolean() ? some[random.nextInt(some.length)] : random.nextGaussian();
  }

  <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static Function named(String name) {
    return Functions.standard().named(name, Dialect.STANDARD).orElseThrow();
  }

  /** Other names for everything but the step. */
  static Program renamed(Program program) {
    Map<String, String> names = new LinkedHashMap<>();
    program.parameters().forEach(name -> names.put(name, name.equals("step") ? name : "n_" + name));
    program.statements().forEach(line -> names.putIfAbsent(line.target(), "n_" + line.target()));
    SequencedMap<String, Double> hyperparameters = new LinkedHashMap<>();
    program.hyperparameters().forEach((name, value) -> hyperparameters.put(names.get(name), value));
    return new Program(
        "renamed",
        names.get(program.weight()),
        names.get(program.gradient()),
        program.states().stream().map(names::get).toList(),
        names.get(program.rate()),
        program.step(),
        hyperparameters,
        program.statements().stream()
            .map(line -> Statement.of(names.get(line.target()), rename(line.value(), names)))
            .toList(),
        names.get(program.update()));
  }

  private static Expression rename(Expression expression, Map<String, String> names) {
    return switch (expression) {
      case Number number -> number;
      case Variable variable -> Variable.of(names.get(variable.name()));
      case Call call ->
          new Call(
              call.function(),
              call.arguments().stream().map(argument -> rename(argument, names)).toList(),
              Place.NONE);
    };
  }

  /** The same with the arguments of commutative calls swapped. */
  static Program swapped(Program program) {
    return program.with(
        program.statements().stream()
            .map(line -> Statement.of(line.target(), swap(line.value())))
            .toList());
  }

  private static Expression swap(Expression expression) {
    if (!(expression instanceof Call call)) {
      return expression;
    }
    List<Expression> arguments =
        new ArrayList<>(call.arguments().stream().map(RandomPrograms::swap).toList());
    if (call.function().commutative()) {
      Collections.reverse(arguments);
    }
    return new Call(call.function(), arguments, Place.NONE);
  }

  /** The same with its states in another order. */
  static Program statesReversed(Program program) {
    return program.withStates(program.states().reversed());
  }

  /** The same with statements put in that nothing needs. */
  Program withDeadCode(Program program) {
    List<Statement> statements = new ArrayList<>(program.statements());
    Expression dead = Call.of(named("cosh"), Variable.of(one(program.parameters())));
    statements.add(0, Statement.of("dead", dead));
    statements.add(
        statements.size(), Statement.of("dead", Call.of(named("exp"), Variable.of("dead"))));
    return program.with(statements);
  }

  /** The same with one number or variable changed: often, not always, another function. */
  Program changed(Program program) {
    int index = random.nextInt(program.statements().size());
    List<Statement> statements = new ArrayList<>(program.statements());
    Statement line = statements.get(index);
    statements.set(index, Statement.of(line.target(), change(line.value(), program.parameters())));
    return program.with(statements);
  }

  private Expression change(Expression expression, List<String> names) {
    return switch (expression) {
      case Number number -> Number.of(constant());
      case Variable variable -> Variable.of(one(names));
      case Call call when call.arguments().isEmpty() -> call;
      case Call call -> {
        List<Expression> arguments = new ArrayList<>(call.arguments());
        int index = random.nextInt(arguments.size());
        arguments.set(index, change(arguments.get(index), names));
        yield new Call(call.function(), arguments, Place.NONE);
      }
    };
  }
}

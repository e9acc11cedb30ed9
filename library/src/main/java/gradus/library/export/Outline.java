package gradus.library.export;

import gradus.grammar.Definition;
import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Extent;
import gradus.grammar.Function;
import gradus.grammar.Interval;
import gradus.grammar.Intervals;
import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Program;
import gradus.grammar.Simplifier;
import gradus.grammar.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A program taken apart for a writer: dead code and needless guards are gone, functions that the
 * framework does not have are replaced by their bodies, and every statement is one call of names
 * and numbers, so that something is known of each call. Statements that were parts of a larger
 * expression and are read once, right behind, may be put back where they came from.
 */
final class Outline {
  private final Program program;
  private final Kinds kinds;
  private final Intervals intervals;
  private final Set<Integer> hazards;
  private final Set<String> parts;

  private Outline(Program program, Set<String> parts) {
    this.program = program;
    this.parts = parts;
    kinds = Kinds.of(program);
    intervals = Intervals.of(program);
    hazards =
        intervals.warnings().stream()
            .map(Intervals.Warning::statement)
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Takes a program apart.
   *
   * @param program a program without problems
   * @param whole the functions that the framework has
   * @return the same rule where all values are finite
   */
  static Outline of(Program program, Predicate<Function> whole) {
    Program readable = Reused.names(Simplifier.readable(program));
    Splitter splitter = new Splitter(readable, whole);
    readable.statements().forEach(splitter::add);
    Program flat = readable.with(splitter.statements);
    return new Outline(flat, splitter.parts());
  }

  Program program() {
    return program;
  }

  Kinds kinds() {
    return kinds;
  }

  Kind kind(int statement) {
    return kinds.statement(statement);
  }

  Interval interval(int statement) {
    return intervals.statements().get(statement);
  }

  Interval input(String name) {
    return intervals.input(name);
  }

  /** Whether numbers may give NaN or an infinity there. */
  boolean isHazard(int statement) {
    return hazards.contains(statement);
  }

  /** Whether a name holds a part of the expression of the next statement that is no part. */
  boolean isPart(String name) {
    return parts.contains(name);
  }

  /** Whether any value is taken over all tensors. */
  boolean isGlobal() {
    for (int i = 0; i < program.statements().size(); i++) {
      if (isGlobal(program.statements().get(i).value())) {
        return true;
      }
    }
    return false;
  }

  /** Whether only some tensors, the matrices, have some of the values. */
  boolean hasMatrices() {
    return program.statements().stream()
        .map(Statement::value)
        .anyMatch(value ->
            value instanceof Call call
                    && call.function().definition() instanceof Definition.IfMatrix
                || kinds.updateForMatrices());
  }

  /** Whether a statement reduces nothing: there is one number for the model already. */
  boolean isOfNumber(int statement) {
    return program.statements().get(statement).value() instanceof Call call
        && call.arguments().stream()
            .allMatch(argument -> kinds.of(argument, program, statement) == Kind.NUMBER);
  }

  static boolean isGlobal(Expression value) {
    return value instanceof Call call
        && call.function().definition() instanceof Definition.Reduction reduction
        && reduction.extent() == Extent.MODEL;
  }

  /** Whether a statement reads a name. */
  static boolean reads(Expression value, String name) {
    return switch (value) {
      case Number number -> false;
      case Variable variable -> variable.name().equals(name);
      case Call call -> call.arguments().stream().anyMatch(argument -> reads(argument, name));
    };
  }

  /** Makes flat statements of nested ones. */
  private static final class Splitter {
    private final Predicate<Function> whole;
    private final Set<String> taken;
    private final List<Statement> statements = new ArrayList<>();
    private final Set<String> made = new HashSet<>();
    private String target = "";

    Splitter(Program program, Predicate<Function> whole) {
      this.whole = whole;
      taken = new HashSet<>(program.parameters());
      program.statements().forEach(statement -> taken.add(statement.target()));
    }

    void add(Statement statement) {
      target = statement.target();
      Expression value = flat(statement.value(), Map.of());
      statements.add(new Statement(target, value, statement.place()));
    }

    /** A call of names and numbers, or one of those. */
    private Expression flat(Expression expression, Map<String, Expression> bound) {
      return switch (expression) {
        case Number number -> number;
        case Variable variable -> bound.getOrDefault(variable.name(), variable);
        case Call call -> flat(call, bound);
      };
    }

    private Expression flat(Call call, Map<String, Expression> bound) {
      List<Expression> atoms = new ArrayList<>();
      for (Expression argument : call.arguments()) {
        atoms.add(atom(flat(argument, bound)));
      }
      if (call.function().definition() instanceof Definition.Body body
          && !whole.test(call.function())) {
        Map<String, Expression> inside = new HashMap<>();
        for (int i = 0; i < atoms.size(); i++) {
          inside.put(body.parameters().get(i), atoms.get(i));
        }
        return flat(body.expression(), inside);
      }
      return new Call(call.function(), atoms, call.place());
    }

    private Expression atom(Expression value) {
      if (!(value instanceof Call call)) {
        return value;
      }
      String start = isGlobal(call) ? "total" : target;
      String name = start;
      for (int i = 1; !taken.add(name); i++) {
        name = start + "_" + i;
      }
      made.add(name);
      statements.add(new Statement(name, call, call.place()));
      return Variable.of(name);
    }

    /** Those that are read once; a value over all tensors stands for itself. */
    Set<String> parts() {
      Map<String, Integer> uses = new HashMap<>();
      for (Statement statement : statements) {
        if (statement.value() instanceof Call call) {
          call.arguments().forEach(argument -> count(argument, uses));
        } else {
          count(statement.value(), uses);
        }
      }
      Set<String> parts = new HashSet<>();
      for (Statement statement : statements) {
        boolean once = uses.getOrDefault(statement.target(), 0) == 1;
        if (made.contains(statement.target()) && once && !isGlobal(statement.value())) {
          parts.add(statement.target());
        }
      }
      return Collections.unmodifiableSet(parts);
    }

    private static void count(Expression atom, Map<String, Integer> uses) {
      if (atom instanceof Variable variable) {
        uses.merge(variable.name(), 1, Integer::sum);
      }
    }
  }
}

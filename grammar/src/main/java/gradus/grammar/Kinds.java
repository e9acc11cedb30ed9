package gradus.grammar;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

  private final Map<String, Type> inputs;
  private final List<Type> statements;
  private final Type update;
  private final List<Mistake> problems;

  private Kinds(
      Map<String, Type> inputs, List<Type> statements, Type update, List<Mistake> problems) {
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
    Map<String, Type> inputs = new HashMap<>();
    program.parameters().forEach(name -> inputs.put(name, Type.NUMBER));
    inputs.put(program.weight(), Type.TENSOR);
    inputs.put(program.gradient(), Type.TENSOR);
    while (true) {
      Typing typing = new Typing();
      Map<String, Type> names = Walk.fold(program, typing, inputs);
      boolean settled = true;
      Set<String> misfits = new HashSet<>();
      for (String state : program.states()) {
        Type before = inputs.get(state);
        Optional<Type> after = before.joined(names.get(state));
        after.ifPresentOrElse(type -> inputs.put(state, type), () -> misfits.add(state));
        settled &= before.equals(inputs.get(state));
      }
      if (settled) {
        List<Mistake> problems = new ArrayList<>(typing.problems());
        for (String state : misfits) {
          Place place = lastAssignment(program, state);
          String found = inputs.get(state) + ", then " + names.get(state);
          problems.add(new Mistake(place, "a state changes its shape", found, "one shape"));
        }
        Type update = names.get(program.update());
        if (!update.wrong() && update.kind().joined(Kind.TENSOR).isEmpty()) {
          Place place = lastAssignment(program, program.update());
          problems.add(
              new Mistake(
                  place,
                  "the update does not have the shape of the weights",
                  update.toString(),
                  "rows x columns, or what broadcasts to it"));
        }
        return new Kinds(inputs, typing.statements(), update, problems);
      }
    }
  }

  private static Place lastAssignment(Program program, String name) {
    return program.statements().stream()
        .filter(statement -> statement.target().equals(name))
        .map(Statement::place)
        .reduce(Place.NONE, (first, last) -> last);
  }

  /**
   * The kind of a parameter.
   *
   * @param name its name
   * @return its kind when a step begins
   */
  public Kind input(String name) {
    return inputs.get(name).kind();
  }

  /**
   * Whether a parameter means something only for tensors with two dimensions.
   *
   * @param name its name
   * @return true for such a state
   */
  public boolean inputForMatrices(String name) {
    return inputs.get(name).matricesOnly();
  }

  /**
   * The kind of what each statement assigns.
   *
   * @return one kind for each statement, in order
   */
  public List<Kind> statements() {
    return statements.stream().map(Type::kind).toList();
  }

  /**
   * Whether what a statement assigns means something only for tensors with two dimensions.
   *
   * @param index the index of the statement
   * @return true for such a value
   */
  public boolean statementForMatrices(int index) {
    return statements.get(index).matricesOnly();
  }

  /**
   * The kind that a value would have before a statement.
   *
   * @param value an expression of names that are known there
   * @param program the program that these are the kinds of
   * @param position before which statement
   * @return its kind
   */
  public Kind of(Expression value, Program program, int position) {
    return Walk.fold(value, new Typing(), name -> type(name, program, position)).kind();
  }

  private Type type(String name, Program program, int position) {
    for (int i = position - 1; i >= 0; i--) {
      if (program.statements().get(i).target().equals(name)) {
        return statements.get(i);
      }
    }
    return inputs.get(name);
  }

  /**
   * The kind of the update, which broadcasts to the weights.
   *
   * @return the kind
   */
  public Kind update() {
    return update.kind();
  }

  /**
   * Whether the update means something only for tensors with two dimensions.
   *
   * @return true for a program that fits only models made of matrices
   */
  public boolean updateForMatrices() {
    return update.matricesOnly();
  }

  /**
   * Refuses a model that has tensors the program says nothing about.
   *
   * @param program the name of the program
   * @param shapes the tensors of the model
   * @throws ProgramException if the update is made for matrices and some tensor is none
   */
  public void check(String program, Shapes shapes) {
    for (int t = 0; update.matricesOnly() && t < shapes.tensors(); t++) {
      if (!shapes.isMatrix(t)) {
        throw new ProgramException(
            List.of(
                Problem.of(
                    program,
                    "the update is one for matrices only",
                    "tensor "
                        + Names.quote(shapes.names().get(t))
                        + " of shape "
                        + shapes.dimensions().get(t),
                    "tensors with two dimensions; if_matrix(x, y) in the program takes y for"
                        + " all others")));
      }
    }
  }

  /**
   * What is wrong.
   *
   * @return one entry for each mistake; none if the program is right
   */
  public List<Mistake> problems() {
    return problems;
  }

  /**
   * A kind, and where it is known.
   *
   * @param kind the kind
   * @param matricesOnly whether the value means something for tensors of two dimensions only
   * @param wrong whether it comes out of a mistake, which has been told
   */
  record Type(Kind kind, boolean matricesOnly, boolean wrong) {
    static final Type NUMBER = new Type(Kind.NUMBER, false, false);
    static final Type TENSOR = new Type(Kind.TENSOR, false, false);
    static final Type WRONG = new Type(Kind.NUMBER, false, true);

    static Type of(Kind kind, boolean matricesOnly) {
      return new Type(kind, matricesOnly || kind.isForMatrices(), false);
    }

    /** What both broadcast to; a mistake has no part in it. */
    Optional<Type> joined(Type other) {
      if (wrong || other.wrong) {
        return Optional.of(wrong ? other : this);
      }
      if (equals(other)) {
        return Optional.of(this);
      }
      return kind.joined(other.kind).map(k -> of(k, matricesOnly || other.matricesOnly));
    }

    @Override
    public String toString() {
      return matricesOnly && kind == Kind.TENSOR ? "rows x columns" : kind.toString();
    }
  }
}

package gradus.grammar;

import java.util.ArrayList;
import java.util.List;

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

  private final Slots slots;
  private final List<Type> inputs;
  private final List<Type> statements;
  private final Type update;
  private final List<Mistake> problems;

  private Kinds(
      Slots slots, List<Type> inputs, List<Type> statements, Type update, List<Mistake> problems) {
    this.slots = slots;
    this.inputs = inputs;
    this.statements = statements;
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
    return program.kinds();
  }

  /** Finds them anew. */
  static Kinds find(Program program) {
    Slots slots = program.slots();
    List<Type> inputs = slots.filled(Type.NUMBER);
    inputs.set(Slots.WEIGHT, Type.TENSOR);
    inputs.set(Slots.GRADIENT, Type.TENSOR);
    inputs.set(slots.unknown(), Type.WRONG);
    while (true) {
      Typing typing = new Typing();
      List<Type> names = new ArrayList<>(inputs);
      Walk.fold(program, typing, names);
      boolean settled = true;
      for (int i = 0; i < program.states().size(); i++) {
        int slot = Slots.STATES + i;
        Type before = inputs.get(slot);
        inputs.set(slot, before.joined(names.get(slot)).orElse(before));
        settled &= before == inputs.get(slot);
      }
      if (settled) {
        List<Mistake> problems = new ArrayList<>();
        slots.mistakes().forEach(variable -> problems.add(unknown(variable)));
        problems.addAll(typing.problems());
        addMisfits(program, slots, inputs, names, problems);
        Type update = names.get(slots.update());
        return new Kinds(slots, inputs, typing.statements(), update, problems);
      }
    }
  }

  private static Mistake unknown(Expression.Variable variable) {
    return new Mistake(
        variable.place(),
        "unknown name",
        Names.quote(variable.name()),
        "parameters, and names assigned to before");
  }

  private static void addMisfits(
      Program program, Slots slots, List<Type> inputs, List<Type> names, List<Mistake> problems) {
    for (int i = 0; i < program.states().size(); i++) {
      Type before = inputs.get(Slots.STATES + i);
      Type after = names.get(Slots.STATES + i);
      if (before.joined(after).isEmpty()) {
        Place place = lastAssignment(program, program.states().get(i));
        String found = before + ", then " + after;
        problems.add(new Mistake(place, "a state changes its shape", found, "one shape"));
      }
    }
    Type update = names.get(slots.update());
    if (!update.wrong() && update.kind().joined(Kind.TENSOR).isEmpty()) {
      problems.add(
          new Mistake(
              lastAssignment(program, program.update()),
              "the update does not have the shape of the weights",
              update.toString(),
              "rows x columns, or what broadcasts to it"));
    }
  }

  private static Place lastAssignment(Program program, String name) {
    return program.statements().stream()
        .filter(statement -> statement.target().equals(name))
        .map(Statement::place)
        .reduce(Place.NONE, (first, last) -> last);
  }

  /**
   * Whether the program has such a name.
   *
   * @param name any text
   * @return true for a parameter and for what is assigned to
   */
  public boolean knows(String name) {
    return slots.of(name) != slots.unknown();
  }

  /**
   * The kind of a parameter.
   *
   * @param name its name
   * @return its kind when a step begins
   */
  public Kind input(String name) {
    return type(name).kind();
  }

  /**
   * Whether a parameter means something only for tensors with two dimensions.
   *
   * @param name its name
   * @return true for such a state
   */
  public boolean inputForMatrices(String name) {
    return type(name).matricesOnly();
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
   * The kind of what a statement assigns.
   *
   * @param index the index of the statement
   * @return its kind
   */
  public Kind statement(int index) {
    return statements.get(index).kind();
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
    return type(name);
  }

  private Type type(String input) {
    return inputs.get(slots.of(input));
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
}

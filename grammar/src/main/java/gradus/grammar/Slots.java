package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which name each variable of a program is, found once for all walks over it. Every name has a
 * slot, the parameters first, in the order of the signature; all that is read before it has a
 * meaning has one together.
 *
 * <p>A search makes one for each child, so names are looked up in a table of integers: a map took
 * as long as the kinds.
 */
final class Slots {
  /** The slot of the weights. */
  static final int WEIGHT = 0;

  /** The slot of their gradient. */
  static final int GRADIENT = 1;

  /** The slot of the first state; the others follow, then the learning rate. */
  static final int STATES = 2;

  /** The names by slot, and room for more. */
  private final String[] names;

  private int known;

  /** Where a name belongs by its hash, or in the next free place: one more than its slot. */
  private final int[] table;

  private final List<Variable> mistakes = new ArrayList<>();

  /** The slot of each read, in the order of the walk, and room for more. */
  private int[] reads;

  private int count;

  /** How many reads there are before each statement. */
  private final int[] begins;

  private final int[] targets;
  private final int update;

  Slots(Program program) {
    List<Statement> statements = program.statements();
    List<String> parameters = program.parameters();
    names = new String[parameters.size() + statements.size()];
    table = new int[Integer.highestOneBit(names.length) << 2];
    reads = new int[2 * statements.size()];
    begins = new int[statements.size() + 1];
    targets = new int[statements.size()];
    for (int i = 0; i < parameters.size(); i++) {
      add(parameters.get(i));
    }
    for (int i = 0; i < targets.length; i++) {
      read(statements.get(i).value());
      begins[i + 1] = count;
      targets[i] = add(statements.get(i).target());
    }
    update = slot(Variable.of(program.update()));
  }

  private int add(String name) {
    int place = place(name);
    if (table[place] == 0) {
      names[known++] = name;
      table[place] = known;
    }
    return table[place] - 1;
  }

  /** Where a name is, or will be, in the table. */
  private int place(String name) {
    int hash = name.hashCode();
    int place = hash ^ hash >>> 16;
    while (true) {
      place &= table.length - 1;
      if (table[place] == 0 || names[table[place] - 1].equals(name)) {
        return place;
      }
      place++;
    }
  }

  private void read(Expression expression) {
    switch (expression) {
      case Number number -> {}
      case Variable variable -> {
        if (count == reads.length) {
          reads = Arrays.copyOf(reads, 2 * count + 1);
        }
        reads[count++] = slot(variable);
      }
      case Call call -> {
        List<Expression> arguments = call.arguments();
        for (int i = 0; i < arguments.size(); i++) {
          read(arguments.get(i));
        }
      }
    }
  }

  private int slot(Variable variable) {
    int slot = of(variable.name());
    if (slot == unknown()
        && mistakes.stream().noneMatch(earlier -> earlier.name().equals(variable.name()))) {
      mistakes.add(variable);
    }
    return slot;
  }

  /** The variables that nothing has given a meaning where they are read, each name once. */
  List<Variable> mistakes() {
    return mistakes;
  }

  /** The slot of what has no meaning. */
  int unknown() {
    return names.length;
  }

  /** The names in the order of their slots. */
  List<String> names() {
    return Arrays.asList(names).subList(0, known);
  }

  /** The slot of a name of the program, or of what has no meaning. */
  int of(String name) {
    int slot = table[place(name)] - 1;
    return slot < 0 ? unknown() : slot;
  }

  /** The slot of the update. */
  int update() {
    return update;
  }

  /** How many reads there are before a statement, in the order of the walk. */
  int begin(int statement) {
    return begins[statement];
  }

  /** The slot that a read is from. */
  int read(int number) {
    return reads[number];
  }

  /** The slot that a statement assigns to. */
  int target(int statement) {
    return targets[statement];
  }

  /** How many slots there are, used or not. */
  int size() {
    return names.length + 1;
  }

  /** A list of the same in every slot, which can be changed. */
  @SuppressWarnings("unchecked")
  <V> List<V> filled(V value) {
    Object[] values = new Object[size()];
    Arrays.fill(values, value);
    return (List<V>) Arrays.asList(values);
  }
}

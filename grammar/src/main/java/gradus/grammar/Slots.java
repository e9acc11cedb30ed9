package gradus.grammar;

import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Number;
import gradus.grammar.Expression.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which name each variable of a program is, found once for all walks over it. Every name has a
 * slot, the parameters first, in the order of the signature.
 */
final class Slots {
  private final Map<String, Integer> names;
  private final List<Variable> unknown = new ArrayList<>();
  private final List<Integer> reads;

  /** How many reads there are before each statement. */
  private final int[] begins;

  private final int[] targets;

  Slots(Program program) {
    List<Statement> statements = program.statements();
    List<String> parameters = program.parameters();
    names = HashMap.newHashMap(parameters.size() + statements.size());
    reads = new ArrayList<>(2 * statements.size());
    begins = new int[statements.size() + 1];
    targets = new int[statements.size()];
    parameters.forEach(this::add);
    for (int i = 0; i < targets.length; i++) {
      read(statements.get(i).value());
      begins[i + 1] = reads.size();
      targets[i] = add(statements.get(i).target());
    }
    if (!names.containsKey(program.update())) {
      read(Variable.of(program.update()));
    }
  }

  private int add(String name) {
    Integer known = names.putIfAbsent(name, names.size());
    return known == null ? names.size() - 1 : known;
  }

  private void read(Expression expression) {
    switch (expression) {
      case Number number -> {}
      case Variable variable -> {
        Integer known = names.get(variable.name());
        if (known == null) {
          unknown.add(variable);
          known = add(variable.name());
        }
        reads.add(known);
      }
      case Call call -> {
        List<Expression> arguments = call.arguments();
        for (int i = 0; i < arguments.size(); i++) {
          read(arguments.get(i));
        }
      }
    }
  }

  /** The variables that nothing has given a meaning where they are read, each name once. */
  List<Variable> unknown() {
    return unknown;
  }

  /** Every name with its slot. */
  Map<String, Integer> names() {
    return names;
  }

  /** The slot of a name of the program. */
  int of(String name) {
    return names.get(name);
  }

  /** How many reads there are before a statement, in the order of the walk. */
  int begin(int statement) {
    return begins[statement];
  }

  /** The slot that a read is from. */
  int read(int number) {
    return reads.get(number);
  }

  /** The slot that a statement assigns to. */
  int target(int statement) {
    return targets[statement];
  }

  /** A list of the same in every slot, which can be changed. */
  <V> List<V> filled(V value) {
    return new ArrayList<>(Collections.nCopies(names.size(), value));
  }
}

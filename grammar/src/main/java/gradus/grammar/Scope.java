package gradus.grammar;

import gradus.grammar.Expression.Variable;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What names mean at one point of a definition, and where its statements go. The statements of a
 * helper go where it is called; there its names stand for others, which nothing else uses.
 */
final class Scope {
  private final Map<String, Expression> meanings = new LinkedHashMap<>();
  private final List<Statement> statements;
  private final Set<String> taken;
  private final Map<String, Integer> suffixes;
  private final boolean inside;
  private boolean open;

  private Scope(
      List<Statement> statements,
      Set<String> taken,
      Map<String, Integer> suffixes,
      boolean inside) {
    this.statements = statements;
    this.taken = taken;
    this.suffixes = suffixes;
    this.inside = inside;
  }

  /** Takes every name as it is, and no statement. */
  static Scope free() {
    Scope scope = new Scope(List.of(), Set.of(), Map.of(), false);
    scope.open = true;
    return scope;
  }

  /** The scope of a definition whose text has these names. */
  static Scope of(Collection<String> names, List<Statement> statements) {
    return new Scope(statements, new HashSet<>(names), new HashMap<>(), false);
  }

  /** The scope of a helper that is called in this one. */
  Scope called() {
    return new Scope(statements, taken, suffixes, true);
  }

  /** What a name means, if it is known. */
  Optional<Expression> meaning(String name, Place place) {
    Expression meaning = meanings.get(name);
    if (open || meaning instanceof Variable variable && variable.name().equals(name)) {
      return Optional.of(new Variable(name, place));
    }
    return Optional.ofNullable(meaning);
  }

  Set<String> known() {
    return Collections.unmodifiableSet(meanings.keySet());
  }

  boolean knows(String name) {
    return open || meanings.containsKey(name);
  }

  /** Lets a name mean something; false if it has a meaning already. */
  boolean bind(String name, Expression meaning) {
    return meanings.putIfAbsent(name, meaning) == null;
  }

  void forget(String name) {
    meanings.remove(name);
  }

  /** Adds an assignment. In a helper it goes to a name of its own. */
  void assign(String target, Expression value, Place place) {
    String name = inside ? fresh(target) : target;
    statements.add(new Statement(name, value, place));
    meanings.put(target, new Variable(name, place));
  }

  /** A name that nothing uses yet. */
  private String fresh(String wish) {
    String name = wish;
    while (!taken.add(name)) {
      name = wish + "_" + suffixes.merge(wish, 1, Integer::sum);
    }
    return name;
  }
}

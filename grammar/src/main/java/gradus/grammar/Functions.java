package gradus.grammar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table of functions. The standard one is {@link Table}; a test or a user may add rows to it. */
public final class Functions {
  private static final class Standard {
    private static final Functions FUNCTIONS = new Functions(Table.rows());
  }

  private final Map<String, Function> byName = new LinkedHashMap<>();
  private final Map<String, Function> twins = new LinkedHashMap<>();
  private final Map<String, Function> infix = new LinkedHashMap<>();
  private final List<Function> all = new ArrayList<>();
  private final List<Row> rows;
  private Function prefix;

  private Functions(List<Row> rows) {
    this.rows = rows;
    for (Row row : rows) {
      add(row);
    }
    for (int i = 0; i < all.size(); i++) {
      all.get(i).resolve(laws(rows.get(i)), facts(rows.get(i)));
    }
  }

  /**
   * The table of the language.
   *
   * @return the standard table
   */
  public static Functions standard() {
    return Standard.FUNCTIONS;
  }

  /**
   * This table with one more row.
   *
   * @param row the row
   * @return another table, whose functions are its own
   */
  public Functions with(Row row) {
    List<Row> more = new ArrayList<>(rows);
    more.add(row);
    return new Functions(more);
  }

  private void add(Row row) {
    Function function = new Function(row);
    Definition definition =
        row.body == null
            ? row.definition
            : new Definition.Body(row.parameters, Parser.expression(row.body, this));
    function.resolve(definition);
    all.add(function);
    byName.put(row.name, function);
    row.aliases.forEach(alias -> byName.put(alias, function));
    if (row.guards != null) {
      twins.put(row.guards, function);
    }
    if (row.operator != null && row.parameters.size() == 2) {
      infix.put(row.operator, function);
    } else if (row.operator != null) {
      prefix = function;
    }
  }

  private List<Law> laws(Row row) {
    List<Law> laws = new ArrayList<>();
    for (Row.Equation equation : row.laws) {
      String[] parts = equation.text().split(" where ");
      Set<String> notNegative =
          parts.length == 1 ? Set.of() : Set.of(parts[1].replace(" >= 0", ""));
      String[] sides = parts[0].split(" = ");
      Expression.Call left = (Expression.Call) Parser.expression(sides[0], this);
      laws.add(new Law(left, Parser.expression(sides[1], this), equation.use(), notNegative));
    }
    return laws;
  }

  private List<Fact> facts(Row row) {
    List<Fact> facts = new ArrayList<>();
    for (String bound : row.facts) {
      String[] sides = bound.split(" >= ");
      Expression left = Parser.expression(sides[0], this);
      facts.add(new Fact((Expression.Call) left, Double.parseDouble(sides[1])));
    }
    return facts;
  }

  /**
   * All functions, in the order of the table.
   *
   * @return the functions
   */
  public List<Function> all() {
    return List.copyOf(all);
  }

  /**
   * The functions of the published search space, guarded where they are guarded there.
   *
   * @return 45 functions
   */
  public List<Function> paper() {
    return all.stream().filter(Function::paper).toList();
  }

  /**
   * Every name and alias.
   *
   * @return the names a text may call
   */
  public Collection<String> names() {
    return byName.keySet();
  }

  /**
   * The function that a name means.
   *
   * @param name a name or an alias
   * @param dialect what names mean
   * @return the function, if there is one
   */
  public Optional<Function> named(String name, Dialect dialect) {
    return Optional.ofNullable(byName.get(name)).map(function -> spoken(function, dialect));
  }

  /**
   * The function that a sign between two expressions means.
   *
   * @param sign one of {@code + - * /}
   * @param dialect what names mean
   * @return the function
   */
  public Function infix(String sign, Dialect dialect) {
    return spoken(infix.get(sign), dialect);
  }

  /**
   * The function that a minus before an expression means.
   *
   * @return the function
   */
  public Function prefix() {
    return prefix;
  }

  private Function spoken(Function function, Dialect dialect) {
    return switch (dialect) {
      case STANDARD -> function;
      case PAPER -> twins.getOrDefault(function.name(), function);
    };
  }
}

package gradus.search;

import gradus.grammar.Definition;
import gradus.grammar.Dialect;
import gradus.grammar.Function;
import gradus.grammar.Functions;
import gradus.grammar.Names;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The functions that a search inserts: a set, some more, some less. */
final class FunctionSet {
  private FunctionSet() {}

  static List<Function> of(Configuration configuration) {
    Functions all = Functions.standard();
    List<String> problems = new ArrayList<>();
    Set<Function> functions =
        new LinkedHashSet<>(configuration.functions().equals("paper") ? all.paper() : all.all());
    functions.addAll(named("allow", configuration.allowed(), problems));
    named("forbid", configuration.forbidden(), problems).forEach(functions::remove);
    // One function of the paper never applies.
    functions.removeIf(function -> function.definition() instanceof Definition.Refused);
    if (functions.isEmpty() && problems.isEmpty()) {
      problems.add("forbid: no function is left; allowed: leave one");
    }
    if (!problems.isEmpty()) {
      throw new SearchException(String.join("\n", problems));
    }
    return List.copyOf(functions);
  }

  private static List<Function> named(String key, List<String> names, List<String> problems) {
    Functions all = Functions.standard();
    List<Function> functions = new ArrayList<>();
    for (String name : names) {
      Optional<Function> function = all.named(name, Dialect.STANDARD);
      function.ifPresentOrElse(
          functions::add,
          () ->
              problems.add(
                  "%s: unknown function; found %s; allowed: %s"
                      .formatted(key, Names.quote(name), Names.allowed(name, all.names()))));
    }
    return functions;
  }
}

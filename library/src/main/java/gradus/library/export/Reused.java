package gradus.library.export;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives names back that helpers and loops were numbered from when they were written out: {@code
 * x_7} is called {@code x} where nothing reads the {@code x} before it any more. So the rounds of a
 * loop become equal again.
 */
final class Reused {
  private static final Pattern NUMBERED = Pattern.compile("(\\w*?[A-Za-z0-9])(_\\d+|_+)");

  private final Program program;

  /** For each statement, the last one that reads its value; one past the end for results. */
  private final int[] lastRead;

  private Reused(Program program) {
    this.program = program;
    lastRead = new int[program.statements().size()];
    Map<String, Integer> defined = new HashMap<>();
    for (int i = 0; i < lastRead.length; i++) {
      int reader = i;
      lastRead[i] = -1;
      read(
          program.statements().get(i).value(),
          name -> defined.computeIfPresent(name, (n, at) -> mark(at, reader)));
      defined.put(program.statements().get(i).target(), i);
    }
    program
        .results()
        .forEach(name -> defined.computeIfPresent(name, (n, at) -> mark(at, lastRead.length)));
  }

  private int mark(int definition, int reader) {
    lastRead[definition] = reader;
    return definition;
  }

  private static void read(Expression value, java.util.function.Consumer<String> reader) {
    switch (value) {
      case Number number -> {}
      case Variable variable -> reader.accept(variable.name());
      case Call call -> call.arguments().forEach(argument -> read(argument, reader));
    }
  }

  /**
   * The program with fewer names.
   *
   * @param program any program
   * @return the same rule
   */
  static Program names(Program program) {
    return new Reused(program).renamed();
  }

  private Program renamed() {
    Map<String, String> current = new HashMap<>();
    Map<String, Integer> holders = new HashMap<>();
    Set<String> fixed = new HashSet<>(program.parameters());
    fixed.addAll(program.results());
    String spare = spare();
    List<Statement> statements = new ArrayList<>();
    for (int i = 0; i < lastRead.length; i++) {
      Statement statement = program.statements().get(i);
      Expression value = rename(statement.value(), current);
      String target = statement.target();
      if (target.equals(program.weight()) && !program.results().contains(target)) {
        // The weights tell shape and type to the end, so another value needs another name.
        current.put(target, spare);
        statements.add(new Statement(spare, value, statement.place()));
        continue;
      }
      String name = fixed.contains(target) ? target : free(target, value, i, holders, fixed);
      current.put(target, name);
      holders.put(name, i);
      statements.add(new Statement(name, value, statement.place()));
    }
    return program.with(statements);
  }

  private String spare() {
    Set<String> taken = new HashSet<>(program.parameters());
    program.statements().forEach(statement -> taken.add(statement.target()));
    String name = program.weight() + "_";
    while (taken.contains(name)) {
      name += "_";
    }
    return name;
  }

  /** A name of the same stem whose value nothing reads behind this statement; else its own. */
  private String free(
      String target, Expression value, int i, Map<String, Integer> holders, Set<String> fixed) {
    List<String> candidates = new ArrayList<>(List.of(stem(target)));
    read(value, candidates::add);
    return candidates.stream()
        .filter(name -> stem(name).equals(stem(target)) && !fixed.contains(name))
        .filter(name -> holders.containsKey(name) && lastRead[holders.get(name)] <= i)
        .findFirst()
        .orElse(target);
  }

  private static String stem(String name) {
    Matcher numbered = NUMBERED.matcher(name);
    return numbered.matches() ? numbered.group(1) : name;
  }

  private static Expression rename(Expression value, Map<String, String> names) {
    return switch (value) {
      case Number number -> number;
      case Variable variable ->
          new Variable(names.getOrDefault(variable.name(), variable.name()), variable.place());
      case Call call ->
          new Call(
              call.function(),
              call.arguments().stream().map(argument -> rename(argument, names)).toList(),
              call.place());
    };
  }
}

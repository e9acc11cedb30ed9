package gradus.grammar;

import gradus.grammar.syntax.GradusParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** The parameters of a program, and which of them is what: the states are those returned. */
final class Signature {
  private static final String STEP = "step";
  private static final int MOST_PARAMETERS = 100;
  private static final int LONGEST_LIST = 200;
  private static final String PARTS =
      "weight, gradient, the states that are returned, the learning rate, then perhaps step";

  private final Parser.Problems problems;
  private final GradusParser.SignatureContext tree;
  private final List<String> plain = new ArrayList<>();
  private final SequencedMap<String, Double> hyperparameters = new LinkedHashMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  Signature(
      GradusParser.DefinitionContext definition,
      Parser.Problems problems,
      ToDoubleFunction<TerminalNode> number) {
    this.problems = problems;
    tree = definition.signature();
    if (tree.parameter().size() > MOST_PARAMETERS) {
      String found = String.valueOf(tree.parameter().size());
      at(Layout.place(tree.getStart()), "too many parameters", found, "at most " + MOST_PARAMETERS);
    }
    for (GradusParser.ParameterContext parameter : tree.parameter()) {
      Token token = parameter.NAME().getSymbol();
      String name = token.getText();
      if (!names.add(name)) {
        at(Layout.place(token), "parameter named twice", Names.quote(name), "each name once");
      } else if (parameter.NUMBER() != null) {
        double value = number.applyAsDouble(parameter.NUMBER());
        hyperparameters.put(name, parameter.MINUS() == null ? value : -value);
      } else if (hyperparameters.isEmpty()) {
        plain.add(name);
      } else {
        String allowed = name + "=NUMBER";
        at(Layout.place(token), "parameter without a default", Names.quote(name), allowed);
      }
    }
  }

  /** Every parameter. */
  Set<String> names() {
    return names;
  }

  /** The states, if the return names them all in order. */
  Optional<List<String>> states(GradusParser.ResultContext result) {
    if (rate() < 2) {
      at(
          Layout.place(tree.LEFT().getSymbol()),
          "too few parameters",
          plain.isEmpty() ? "none" : String.join(", ", plain),
          PARTS);
      return Optional.empty();
    }
    List<String> states = plain.subList(2, rate());
    List<String> texts = result.expression().stream().map(ParserRuleContext::getText).toList();
    if (!texts.subList(1, texts.size()).equals(states)) {
      List<String> allowed = new ArrayList<>(List.of("UPDATE"));
      allowed.addAll(states);
      at(
          Layout.place(result.getStart()),
          "the return does not fit the parameters",
          "return " + list(texts),
          "return " + list(allowed) + " (parameters are " + PARTS + ")");
      return Optional.empty();
    }
    return Optional.of(states);
  }

  Program program(String name, List<String> states, List<Statement> statements, String update) {
    return new Program(
        name,
        plain.get(0),
        plain.get(1),
        states,
        plain.get(rate()),
        counts() ? Optional.of(STEP) : Optional.empty(),
        hyperparameters,
        statements,
        update);
  }

  private boolean counts() {
    return plain.size() > 3 && plain.getLast().equals(STEP);
  }

  /** Which parameter the learning rate is. */
  private int rate() {
    return plain.size() - (counts() ? 2 : 1);
  }

  /** Names with commas between them, and no more of them than can be read at a glance. */
  private static String list(List<String> names) {
    String list = String.join(", ", names);
    return list.length() > LONGEST_LIST ? list.substring(0, LONGEST_LIST) + "..." : list;
  }

  private void at(Place place, String what, String found, String allowed) {
    problems.add(place, what, found, allowed);
  }
}

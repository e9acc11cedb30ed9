package gradus.library.export;

import gradus.grammar.Expression;
import gradus.grammar.Expression.Call;
import gradus.grammar.Expression.Variable;
import gradus.grammar.Numbers;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.library.Optimizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is told of an optimizer in every framework: summary, formula, source, advice. */
final class Documentation {
  private final Optimizer optimizer;
  private final Program program;

  private Documentation(Optimizer optimizer) {
    this.optimizer = optimizer;
    program = optimizer.program();
  }

  static Documentation of(Optimizer optimizer) {
    return new Documentation(optimizer);
  }

  /** One line without the stop at its end. */
  String summary() {
    String summary = optimizer.summary().isEmpty() ? program.name() : optimizer.summary();
    return summary.replace("\"", "'").replace("\\", "/");
  }

  /** Where the rule comes from; empty where nobody says. */
  String source() {
    return optimizer.source().replace("\"", "'").replace("\\", "/");
  }

  /** The rule, statement by statement, in the names of the program. */
  List<String> formula() {
    Spellings spellings = Spellings.of("formula");
    Outline outline = Outline.of(program, spellings::knows);
    Map<String, String> names = new HashMap<>();
    outline.program().parameters().forEach(name -> names.put(name, name));
    outline.program().statements().forEach(line -> names.put(line.target(), line.target()));
    PythonRule rule = PythonRule.of(outline, spellings, names, false, Set.of());
    return PythonText.rolled(rule.lines().stream().map(PythonRule.Line::text).toList());
  }

  /** How to choose the learning rate and the decay, for someone who knows AdamW's. */
  String advice() {
    boolean told = optimizer.text().lines().anyMatch(line -> line.startsWith("# Learning rate:"));
    if (!told) {
      return "Nothing is known of the learning rate that suits it: search from 0.001 in factors of 3.";
    }
    double ratio = optimizer.learningRate() / Library.optimizer("adamw").learningRate();
    String rate = Numbers.text(optimizer.learningRate());
    if (ratio == 1) {
      return "The default learning rate, %s, is the one that Gradus trains AdamW with: begin with a rate that suits AdamW."
          .formatted(rate);
    }
    String text =
        "The default learning rate, %s, is %s times the one that Gradus trains AdamW with: begin with a rate that suits AdamW, times %s."
            .formatted(rate, rounded(ratio), rounded(ratio));
    return decays()
        ? text
            + " The decay is multiplied by the rate: begin with AdamW's, times "
            + rounded(1 / ratio)
            + "."
        : text;
  }

  private static String rounded(double value) {
    return Numbers.text(Double.parseDouble("%.1e".formatted(value)));
  }

  /** Whether some hyperparameter is multiplied by the weights. */
  boolean decays() {
    return program.hyperparameters().keySet().stream().anyMatch(this::decays);
  }

  /** Whether a hyperparameter is multiplied by the weights. */
  boolean decays(String name) {
    List<Expression> both = List.of(Variable.of(program.weight()), Variable.of(name));
    return program.statements().stream().anyMatch(line -> multiplies(line.value(), both));
  }

  private static boolean multiplies(Expression value, List<Expression> both) {
    return value instanceof Call call
        && (call.function().operator().equals(Optional.of("*"))
                && call.arguments().containsAll(both)
            || call.arguments().stream().anyMatch(argument -> multiplies(argument, both)));
  }
}

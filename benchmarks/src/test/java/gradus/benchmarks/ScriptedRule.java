package gradus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.library.Optimizer;
import gradus.library.export.Exporters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rule of one tensor in an exported file of PyTorch, as TorchScript, which is Python with types
 * and without some of its ways. What is done to the text, and nothing else:
 *
 * <ul>
 *   <li>Documentation goes, and so do the line breaks inside brackets.
 *   <li>Parameters get types: {@code float} for numbers of Python, {@code None} for a state that
 *       only matrices have where the tensor is none. Tensors need no type.
 *   <li>{@code math.} is {@code torch.}, where TorchScript has the same functions of numbers.
 *   <li>{@code weight.ndim == 2} is {@code None is None} for a matrix and {@code None is not None}
 *       for all else. Of a condition that it can decide, TorchScript compiles the one branch; so
 *       names may be assigned in that alone, as in Python.
 *   <li>{@code weight.new_tensor(x)} is {@code weight.new_full((), x)}.
 *   <li>{@code x.norm(dim=1)} is {@code x.norm(2, dim=1)}: what is left out in Python is 2.
 *   <li>A generator is cut where it yields. Each share is a function of its own, that does all that
 *       comes before and takes the values over all tensors, as they are sent, as further arguments.
 *   <li>What the class keeps for a tensor at first is a function {@code _state} of the tensor.
 * </ul>
 */
final class ScriptedRule {
  /**
   * A state, as the class keeps it.
   *
   * @param name in Python
   * @param zero what it is of a tensor {@code p} at first; empty if it is one for all tensors
   * @param isNumber whether it is a number of Python
   */
  record State(String name, String zero, boolean isNumber) {
    boolean isShared() {
      return zero.isEmpty();
    }

    boolean isForMatrices() {
      return zero.endsWith("else None");
    }
  }

  /** What the functions of shares are called, before their number. */
  static final String SHARE = "_share";

  private static final Pattern FUNCTION =
      Pattern.compile("(?ms)^def (_(?!update_lists)\\w+)\\((.*?)\\):\n(.*?)(?=^\\S)");
  private static final Pattern YIELD = Pattern.compile("    (\\w+) = yield (.*)");
  private static final Pattern CALL = Pattern.compile("[ (]_update\\(p, gradient(.*?), \\*numbers");
  private static final Pattern KEPT = Pattern.compile("(state|before)\\[\"(\\w+)\"]");
  private static final Pattern NUMBERS = Pattern.compile("for name in \\((.*?)\\)\\]");
  private static final Pattern COMBINE = Pattern.compile("for combine in \\((.*?)\\)");

  private final String file;
  private final List<State> states = new ArrayList<>();
  private final SequencedMap<String, Double> numbers = new LinkedHashMap<>();
  private final List<String> reducers = new ArrayList<>();

  private ScriptedRule(String file) {
    this.file = file;
    String call = first(CALL, file);
    KEPT.matcher(call).results().map(this::state).forEach(states::add);
    for (String quoted : first(NUMBERS, file).split(",\\s*")) {
      if (!quoted.isEmpty()) {
        String name = quoted.substring(1, quoted.length() - 1);
        numbers.put(name, name.equals("step") ? 0 : initial(name));
      }
    }
    long yields = file.lines().filter(line -> YIELD.matcher(line).matches()).count();
    Matcher combine = COMBINE.matcher(file);
    String functions = combine.find() ? combine.group(1) : "torch.add,".repeat((int) yields);
    Stream.of(functions.split(",\\s*")).filter(name -> !name.isEmpty()).forEach(reducers::add);
    assertThat(reducers).hasSize((int) yields);
  }

  /** The rule of an optimizer. */
  static ScriptedRule of(Optimizer optimizer) {
    String file = Exporters.named("pytorch").export(optimizer, "Rule").getFirst().text();
    return new ScriptedRule(joined(file.replaceAll("(?s) *\"\"\".*?\"\"\"\n", "")));
  }

  /** Without line breaks inside brackets. */
  private static String joined(String text) {
    StringBuilder joined = new StringBuilder();
    int depth = 0;
    for (String line : text.split("\n")) {
      joined.append(depth > 0 ? line.strip() : line);
      for (char c : line.toCharArray()) {
        depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
      }
      joined.append(depth == 0 ? "\n" : " ");
    }
    return joined.toString().replaceAll("(?<=[(\\[]) | (?=[)\\]])", "");
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
    return matcher.group(1);
  }

  private State state(MatchResult kept) {
    String name = kept.group(2);
    boolean shared = kept.group(1).equals("before");
    boolean tensor = file.contains("as_tensor(before[\"" + name + "\"]");
    String zero = shared ? "" : first(Pattern.compile("state\\[\"" + name + "\"] = (.*)"), file);
    return new State(name, zero, shared && !tensor);
  }

  private double initial(String name) {
    return Double.parseDouble(
        first(Pattern.compile("def __init__\\(.*?\\b" + name + "=([^,)]*)"), file));
  }

  /** The states, in the order in which the rule takes and gives them. */
  List<State> states() {
    return states;
  }

  /** The numbers that the rule takes last, with their defaults; the step is 0. */
  Map<String, Double> numbers() {
    return numbers;
  }

  /** The functions that put shares together, in order. */
  List<String> reducers() {
    return reducers;
  }

  boolean asksForMatrices() {
    return !text(true).equals(text(false));
  }

  /** All functions, for a matrix or for any other tensor. */
  String text(boolean matrix) {
    StringBuilder text = new StringBuilder();
    for (MatchResult function : FUNCTION.matcher(file).results().toList()) {
      text.append(
          function.group(1).equals("_update")
              ? rule(function.group(2), function.group(3), matrix)
              : function.group());
    }
    String zeros =
        states.stream()
            .filter(state -> !state.isShared())
            .map(state -> state.zero() + ", ")
            .collect(Collectors.joining());
    if (!zeros.isEmpty()) {
      text.append("def _state(p):\n    return (").append(zeros).append(")\n");
    }
    return text.toString()
        .replaceAll("\\w+\\.ndim == 2", matrix ? "None is None" : "None is not None")
        .replace("math.", "torch.")
        .replace(".new_tensor(", ".new_full((), ")
        .replace(".norm(dim=", ".norm(2, dim=");
  }

  private String rule(String names, String body, boolean matrix) {
    List<String> parameters = typed(List.of(names.split(", ")), matrix);
    StringBuilder functions = new StringBuilder();
    StringBuilder before = new StringBuilder();
    int shares = 0;
    for (String line : body.lines().toList()) {
      Matcher share = YIELD.matcher(line);
      if (share.matches()) {
        functions.append(function(SHARE + shares, parameters, before));
        functions.append("    return ").append(share.group(2)).append('\n');
        parameters.add("whole__" + shares);
        before.append("    %s = whole__%d\n".formatted(share.group(1), shares++));
      } else {
        before.append(line.replaceFirst("^    yield ", "    return ")).append('\n');
      }
    }
    return functions.append(function("_update", parameters, before)).toString();
  }

  /** Weights and gradient, then states, then numbers. */
  private List<String> typed(List<String> names, boolean matrix) {
    List<String> typed = new ArrayList<>(names.subList(0, 2));
    for (State state : states) {
      boolean none = state.isForMatrices() && !matrix;
      String type = state.isNumber() ? ": float" : none ? ": None" : "";
      typed.add(names.get(typed.size()) + type);
    }
    names.subList(typed.size(), names.size()).forEach(name -> typed.add(name + ": float"));
    return typed;
  }

  private static String function(String name, List<String> parameters, CharSequence body) {
    return "def " + name + "(" + String.join(", ", parameters) + "):\n" + body;
  }
}

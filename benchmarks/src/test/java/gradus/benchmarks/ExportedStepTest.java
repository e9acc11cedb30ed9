package gradus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import gradus.grammar.Kind;
import gradus.grammar.Kinds;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.library.Library;
import gradus.library.Optimizer;
import gradus.library.export.Exporters;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule of one tensor out of exported PyTorch, compiled by libtorch 2.10 as TorchScript, against
 * the oracle. Left out are files whose rule is a generator, asks whether a tensor is a matrix (a
 * name is then assigned in one branch alone) or makes tensors of numbers: TorchScript has none of
 * that.
 */
class ExportedStepTest {
  private static final int STEPS = 50;
  private static final Pattern RULES =
      Pattern.compile("(?ms)^def (_(?!update_lists)\\w+)\\(.*?(?=^\\S)");
  private static final Pattern SIGNATURE = Pattern.compile("def _update\\((.*?)\\):");
  private static final Pattern UNKNOWN = Pattern.compile("yield|ndim|new_tensor|keepdim");

  static Stream<String> names() {
    return Library.names().stream().filter(name -> !UNKNOWN.matcher(rules(name)).find());
  }

  /** The functions of a file, as TorchScript reads them. */
  private static String rules(String name) {
    Optimizer optimizer = Library.optimizer(name);
    String file = Exporters.named("pytorch").export(optimizer, "Some").getFirst().text();
    String rules =
        RULES.matcher(file).results().map(result -> result.group()).collect(Collectors.joining());
    Matcher signature = SIGNATURE.matcher(rules);
    assertThat(signature.find()).isTrue();
    Program program = optimizer.program();
    List<String> typed = new ArrayList<>();
    for (String parameter : signature.group(1).split(", ")) {
      typed.add(parameter + (isTensor(program, parameter) ? "" : ": float"));
    }
    return rules
        .replace(signature.group(), "def _update(" + String.join(", ", typed) + "):")
        .replaceAll("(?m)^ +\"\"\".*\"\"\"\n", "")
        .replace("math.", "torch.");
  }

  private static boolean isTensor(Program program, String parameter) {
    boolean state = program.states().contains(parameter);
    return parameter.equals(program.weight())
        || parameter.equals(program.gradient())
        || state && Kinds.of(program).input(parameter) != Kind.NUMBER;
  }

  @Test
  void mostOfTheLibraryIsThere() {
    assertThat(names()).contains("lion", "adamw", "yogi", "lamb").hasSizeGreaterThan(25);
  }

  @ParameterizedTest
  @MethodSource("names")
  void theRuleInLibtorchGivesWhatTheOracleGives(String name) {
    assumeThat(Torch.missing()).isEmpty();
    Optimizer optimizer = Library.optimizer(name);
    Program program = optimizer.program();
    String source = rules(name);
    SplittableRandom random = new SplittableRandom(3);
    double[] start = random.doubles(7, -1, 1).toArray();
    double[][] weights = {start.clone()};
    Oracle oracle = Oracle.of(program, weights);
    try (CompilationUnit unit = torch.compile(source)) {
      Tensor weight = tensor(start);
      List<IValue> memory = new ArrayList<>();
      Matcher signature = SIGNATURE.matcher(source);
      assertThat(signature.find()).isTrue();
      List<String> parameters = List.of(signature.group(1).split(", "));
      int states = parameters.indexOf("lr: float") - 2;
      for (String state : parameters.subList(2, 2 + states)) {
        boolean leaf = Kinds.of(program).input(state.replace(": float", "")) == Kind.LEAF;
        Tensor zero = leaf ? tensor(new double[1]).select(0, 0) : tensor(new double[7]);
        memory.add(state.endsWith(": float") ? new IValue(0.0) : new IValue(zero));
      }
      for (int step = 1; step <= STEPS; step++) {
        double[] gradient = random.doubles(7, -1, 1).toArray();
        List<IValue> arguments =
            new ArrayList<>(List.of(new IValue(weight), new IValue(tensor(gradient))));
        arguments.addAll(memory);
        for (String number : parameters.subList(2 + states, parameters.size())) {
          arguments.add(new IValue(number(optimizer, number.replace(": float", ""), step)));
        }
        IValueVector stack = new IValueVector(arguments.toArray(IValue[]::new));
        IValue result = unit.find_function(new QualifiedName("_update")).apply(stack);
        Tensor update;
        memory.clear();
        if (states == 0) {
          update = result.toTensor();
        } else {
          var elements = result.toTuple().elements();
          update = elements.get(0).toTensor();
          for (int i = 0; i < states; i++) {
            memory.add(new IValue(elements.get(1 + i)));
          }
        }
        weight = weight.sub(update);
        oracle.step(new double[][] {gradient}, optimizer.learningRate());
        for (int i = 0; i < weights[0].length; i++) {
          double found = weight.select(0, i).item_double();
          double bound = 1e-10 * Math.max(1, Math.abs(weights[0][i]));
          assertThat(found)
              .as("step %d, weight %d", step, i)
              .isCloseTo(weights[0][i], within(bound));
        }
      }
    }
  }

  private static double number(Optimizer optimizer, String name, int step) {
    return switch (name) {
      case "lr" -> optimizer.learningRate();
      case "step" -> step;
      default -> optimizer.program().hyperparameters().get(name);
    };
  }

  private static Tensor tensor(double[] values) {
    return Tensor.create(values);
  }
}

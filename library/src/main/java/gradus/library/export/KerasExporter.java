package gradus.library.export;

import gradus.grammar.Kind;
import gradus.library.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A subclass of {@code keras.optimizers.Optimizer}, for Keras 3. */
public final class KerasExporter implements Exporter {
  private static final Spellings SPELLINGS = Spellings.of("numpy").in("ops");
  private static final Set<String> TAKEN =
      Set.of(
          ("keras ops math learning_rate name kwargs variables variable built iterations"
                  + " weight_decay clipnorm clipvalue global_clipnorm use_ema ema_momentum"
                  + " loss_scale_factor config index dtype")
              .split(" "));

  /** An exporter; it has no settings. */
  public KerasExporter() {}

  @Override
  public String name() {
    return "keras";
  }

  @Override
  public List<SourceFile> export(Optimizer optimizer, String type) {
    Refusal.ifCalled(
        optimizer,
        Refusal::isGlobal,
        "what each tensor knows by itself, since Keras updates one variable at a time");
    return List.of(
        new SourceFile(PythonNames.module(type) + ".py", new File(optimizer, type).text()));
  }

  /** One file while it is written. */
  private static final class File {
    private final String type;
    private final PythonProgram program;
    private final PythonRule rule;

    File(Optimizer optimizer, String type) {
      this.type = type;
      List<String> taken = new ArrayList<>(TAKEN);
      taken.add(type);
      program = new PythonProgram(optimizer, SPELLINGS, "lr", taken);
      rule = program.rule(false, new TreeSet<>(program.program().hyperparameters().keySet()));
    }

    String text() {
      String results =
          rule.results().stream().map(Text::text).collect(Collectors.joining(", "))
              + (rule.results().size() == 1 ? "," : "");
      String weight = program.name(program.program().weight());
      String update =
          PythonText.line("def _update(" + program.signature(true) + "):", 0)
              + PythonText.quoted("The update of one tensor, and its state.", 1)
              + PythonText.body(rule.lines(), "len(" + weight + ".shape) == 2", 1)
              + PythonText.line("return " + results, 1);
      return PythonDocument.module(program, "an optimizer of Keras")
          + (update.contains("math.") ? "import math\n\n" : "")
          + "import keras\nfrom keras import ops\n\n\n"
          + program.support(update)
          + update
          + "\n\n@keras.saving.register_keras_serializable(package=\"gradus\")\n"
          + "class "
          + type
          + "(keras.optimizers.Optimizer):\n"
          + PythonDocument.of(program, arguments())
          + "\n"
          + initializer()
          + build()
          + updateStep()
          + config()
          + "\n\n"
          + check();
    }

    private List<String> arguments() {
      List<String> lines = new ArrayList<>(List.of("learning_rate: a number, or a schedule"));
      program
          .hyperparameters()
          .forEach((name, value) ->
              lines.add(name + ": " + PythonDocument.allowed(program.range(name))));
      lines.add("name, **kwargs: as for every optimizer of Keras");
      return lines;
    }

    private String initializer() {
      String rate = PythonNames.number(program.optimizer().learningRate());
      List<String> parameters = new ArrayList<>(List.of("self", "learning_rate=" + rate));
      program
          .hyperparameters()
          .forEach((name, value) -> parameters.add(name + "=" + PythonNames.number(value)));
      parameters.add("name=\"" + PythonNames.module(type) + "\"");
      parameters.add("**kwargs");
      String kept =
          program.hyperparameters().keySet().stream()
              .map(name -> "        self.%1$s = %1$s\n".formatted(name))
              .collect(Collectors.joining());
      return PythonText.line("def __init__(" + String.join(", ", parameters) + "):", 1)
          + PythonDocument.checks(program, "", "", 2)
          + "        super().__init__(learning_rate=learning_rate, name=name, **kwargs)\n"
          + kept
          + "\n";
    }

    private String build() {
      StringBuilder text = new StringBuilder();
      text.append("    def build(self, variables):\n");
      text.append(
          "        \"\"\"Makes what is remembered of each variable, zero at first.\"\"\"\n");
      text.append("        if self.built:\n            return\n");
      if (program.outline().kinds().updateForMatrices()) {
        text.append("        if any(len(v.shape) != 2 for v in variables):\n");
        text.append("            raise ValueError(\"this rule is one for matrices only\")\n");
      }
      text.append("        super().build(variables)\n");
      text.append("        self._memory = [\n");
      text.append("            [\n");
      for (String state : program.program().states()) {
        text.append(PythonText.line(zeros(state) + ",", 4));
      }
      text.append("            ]\n            for v in variables\n        ]\n\n");
      return text.toString();
    }

    /** A number is kept for each variable too, since each is updated by itself. */
    private String zeros(String state) {
      Kind kind = program.kind(state);
      String name = "name=\"" + program.name(state) + "\"";
      String only =
          program.outline().kinds().inputForMatrices(state)
              ? " if len(v.shape) == 2 else None"
              : "";
      return switch (kind) {
        case TENSOR ->
            "self.add_variable_from_reference(reference_variable=v, " + name + ")" + only;
        case NUMBER, LEAF -> variable("()", name);
        default ->
            variable("(" + side(kind.rows()) + ", " + side(kind.columns()) + ")", name) + only;
      };
    }

    private static String variable(String shape, String name) {
      return "self.add_variable(shape="
          + shape
          + ", initializer=\"zeros\", dtype=v.dtype, "
          + name
          + ")";
    }

    private static String side(Kind.Side side) {
      return switch (side) {
        case ONE -> "1";
        case ROWS -> "v.shape[0]";
        case COLUMNS -> "v.shape[1]";
      };
    }

    private String updateStep() {
      String numbers =
          program.numbers().stream()
              .map(name ->
                  name.equals("lr")
                      ? "ops.cast(learning_rate, variable.dtype)"
                      : isStep(name)
                          ? "ops.cast(self.iterations + 1, variable.dtype)"
                          : "self." + name)
              .collect(Collectors.joining(", "));
      boolean states = !program.program().states().isEmpty();
      String call =
          "_update(variable, gradient, *memory" + (numbers.isEmpty() ? "" : ", " + numbers) + ")";
      StringBuilder text = new StringBuilder();
      text.append("    def update_step(self, gradient, variable, learning_rate):\n");
      text.append("        \"\"\"One step of one variable.\"\"\"\n");
      text.append("        memory = self._memory[self._get_variable_index(variable)]\n");
      text.append(PythonText.line("update, *after = " + call, 2));
      text.append("        self.assign_sub(variable, ");
      text.append("ops.cast(ops.broadcast_to(update, variable.shape), variable.dtype))\n");
      if (states) {
        text.append("        for state, value in zip(memory, after):\n");
        text.append("            if state is not None:\n");
        text.append("                self.assign(state, ops.cast(value, state.dtype))\n");
      }
      return text.append("\n").toString();
    }

    private boolean isStep(String name) {
      return program.program().step().filter(name::equals).isPresent();
    }

    private String config() {
      String pairs =
          program.hyperparameters().keySet().stream()
              .map(name -> name + "=self." + name)
              .collect(Collectors.joining(", "));
      return "    def get_config(self):\n"
          + "        \"\"\"What it takes to make the same optimizer again.\"\"\"\n"
          + "        config = super().get_config()\n"
          + (pairs.isEmpty() ? "" : PythonText.line("config.update(" + pairs + ")", 2))
          + "        return config\n";
    }

    private String check() {
      double rate = program.optimizer().learningRate();
      Sample sample =
          Sample.of(
              program.optimizer().program(), program.outline().kinds().updateForMatrices(), rate);
      return Stream.of(
              "def check():",
              "    \"\"\"Three steps must lead where Gradus comes to in double precision.\"\"\"")
          .map(line -> line + "\n")
          .collect(Collectors.joining())
          .concat(PythonText.line("start = " + sample.weights(), 1))
          .concat(PythonText.line("steps = " + sample.gradients(), 1))
          .concat(PythonText.line("expected = " + sample.expected(), 1))
          .concat(
              """
                  variables = [keras.Variable(x, dtype="float32") for x in start]
                  optimizer = %s(learning_rate=%s)
                  optimizer.build(variables)
                  for gradients in steps:
                      gradients = [ops.convert_to_tensor(x, dtype="float32") for x in gradients]
                      optimizer.apply(gradients, variables)
                  for found, first, right in zip(variables, start, expected):
                      first = ops.convert_to_tensor(first, dtype="float32")
                      right = ops.convert_to_tensor(right, dtype="float32")
                      bound = 2e-6 * ops.maximum(1.0, ops.abs(right)) + 1e-3 * ops.abs(right - first)
                      near = ops.abs(found - right) <= bound
                      if not ops.all(ops.logical_or(near, ops.isnan(right))):
                          raise SystemExit(f"found {found}, expected {right}")
                  print("%s agrees with Gradus")


              if __name__ == "__main__":
                  check()
              """
                  .formatted(type, PythonNames.number(rate), type));
    }
  }
}

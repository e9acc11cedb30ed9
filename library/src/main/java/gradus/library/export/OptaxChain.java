package gradus.library.export;

import gradus.grammar.Expression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The optimizer in a file of Optax: the transformation, decay and learning rate; and its check. */
final class OptaxChain {
  private final Direction direction;
  private final PythonProgram whole;
  private final PythonProgram program;
  private final String function;
  private final String type;

  /**
   * A chain.
   *
   * @param direction how the program is taken apart
   * @param whole all of the program
   * @param program what the transformation computes
   * @param type the name of the optimizer
   */
  OptaxChain(Direction direction, PythonProgram whole, PythonProgram program, String type) {
    this.direction = direction;
    this.whole = whole;
    this.program = program;
    this.type = type;
    function = PythonNames.module(type);
  }

  String text() {
    return chain() + "\n\n" + check();
  }

  private String chain() {
    List<String> parameters = new ArrayList<>();
    parameters.add("learning_rate=" + PythonNames.number(program.optimizer().learningRate()));
    parameters.addAll(program.defaults());
    Optional<String> decay = direction.decay().map(this::decay);
    List<String> arguments = new ArrayList<>(program.hyperparameters().keySet().stream().toList());
    if (program.readsRate()) {
      arguments.addFirst("learning_rate");
    }
    List<String> parts = new ArrayList<>();
    parts.add("scale_by_" + function + "(" + String.join(", ", arguments) + ")");
    List<String> about = new ArrayList<>(List.of("learning_rate: a number, or a schedule"));
    program
        .hyperparameters()
        .forEach(
            (name, value) -> about.add(name + ": " + PythonDocument.allowed(program.range(name))));
    if (decay.isPresent()) {
      String name = decay.get();
      boolean known = program.hyperparameters().containsKey(name);
      if (direction.decay().get() instanceof Expression.Variable variable && !known) {
        double value = program.program().hyperparameters().get(variable.name());
        parameters.add(name + "=" + PythonNames.number(value));
        about.add(name + ": what the weights shrink by, times the learning rate");
      }
      parameters.add("mask=None");
      about.add("mask: a tree of booleans, or a function of the parameters: which of them decay");
      parts.add("optax.add_decayed_weights(" + name + ", mask)");
    }
    parts.add(
        direction.scaled() ? "optax.scale_by_learning_rate(learning_rate)" : "optax.scale(-1.0)");
    String lines =
        parts.stream().map(part -> "        " + part + ",\n").collect(Collectors.joining());
    return PythonText.line("def " + function + "(" + String.join(", ", parameters) + "):", 0)
        + PythonDocument.of(whole, about)
        + "    return optax.chain(\n"
        + lines
        + "    )\n";
  }

  private String decay(Expression factor) {
    return switch (factor) {
      case Expression.Number number -> PythonNames.number(number.value());
      case Expression.Variable variable -> whole.name(variable.name());
      case Expression.Call call -> throw new IllegalStateException("a call is no factor");
    };
  }

  private String check() {
    double rate = program.optimizer().learningRate();
    Sample sample =
        Sample.of(
            program.optimizer().program(), program.outline().kinds().updateForMatrices(), rate);
    return Stream.of(
            "def check():",
            "    \"\"\"Three steps must lead where Gradus comes to in double precision.\"\"\"",
            "    jax.config.update(\"jax_enable_x64\", True)")
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .concat(PythonText.line("start = " + sample.weights(), 1))
        .concat(PythonText.line("steps = " + sample.gradients(), 1))
        .concat(PythonText.line("expected = " + sample.expected(), 1))
        .concat(
            """
                params = [jnp.asarray(x, dtype=jnp.float64) for x in start]
                optimizer = %s(%s)
                state = optimizer.init(params)
                for gradients in steps:
                    gradients = [jnp.asarray(x, dtype=jnp.float64) for x in gradients]
                    updates, state = optimizer.update(gradients, state, params)
                    params = optax.apply_updates(params, updates)
                for found, right in zip(params, expected):
                    right = jnp.asarray(right, dtype=jnp.float64)
                    if not jnp.allclose(found, right, rtol=1e-6, atol=1e-9, equal_nan=True):
                        raise SystemExit(f"found {found}, expected {right}")
                print("%s agrees with Gradus")


            if __name__ == "__main__":
                check()
            """
                .formatted(function, PythonNames.number(rate), type));
  }
}

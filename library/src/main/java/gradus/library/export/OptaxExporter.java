package gradus.library.export;

import gradus.grammar.Kind;
import gradus.grammar.Simplifier;
import gradus.library.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A gradient transformation of Optax: {@code scale_by_NAME}, and its chain with rate and decay. */
public final class OptaxExporter implements Exporter {
  private static final Spellings SPELLINGS = Spellings.of("numpy").in("jnp");
  private static final Set<String> TAKEN =
      Set.of(
          ("jax jnp optax math functools learning_rate mask updates state init_fn update_fn"
                  + " gradients treedef leaves results values NamedTuple Any count")
              .split(" "));

  /** An exporter; it has no settings. */
  public OptaxExporter() {}

  @Override
  public String name() {
    return "optax";
  }

  @Override
  public List<SourceFile> export(Optimizer optimizer, String type) {
    return List.of(
        new SourceFile(PythonNames.module(type) + ".py", new File(optimizer, type).text()));
  }

  /** One file while it is written. */
  private static final class File {
    private final String type;
    private final String function;
    private final Direction direction;
    private final PythonProgram whole;
    private final PythonProgram program;
    private final PythonRule rule;
    private final boolean together;
    private final boolean weight;

    File(Optimizer optimizer, String type) {
      this.type = type;
      function = PythonNames.module(type);
      List<String> taken = new ArrayList<>(TAKEN);
      taken.addAll(List.of(function, "scale_by_" + function, "ScaleBy" + type + "State"));
      direction = Direction.of(Simplifier.readable(optimizer.program()));
      whole = new PythonProgram(optimizer, SPELLINGS, "lr", taken);
      program = new PythonProgram(optimizer, direction.program(), SPELLINGS, "lr", taken);
      // Not even hyperparameters are numbers of Python: inject_hyperparams makes arrays of them.
      rule = program.rule(false, Set.of());
      together = !rule.reducers().isEmpty();
      weight = program.usesWeight(rule);
    }

    String text() {
      String update = update();
      StringBuilder text =
          new StringBuilder(PythonDocument.module(program, "a gradient transformation of Optax"));
      boolean reduces = rule.reducers().stream().anyMatch(name -> !name.equals("add"));
      text.append(reduces ? "import functools\n" : "");
      text.append(update.contains("math.") ? "import math\n" : "");
      text.append("from typing import Any, NamedTuple\n\n");
      text.append("import jax\nimport jax.numpy as jnp\nimport optax\n\n\n");
      text.append(program.support(update)).append(update).append("\n\n");
      if (hasState()) {
        text.append(state()).append("\n\n");
      }
      text.append(scaleBy()).append("\n\n");
      return text.append(new OptaxChain(direction, whole, program, type).text()).toString();
    }

    private boolean hasState() {
      return counts() || !program.program().states().isEmpty();
    }

    private boolean counts() {
      return program.countsSteps() || program.readsRate();
    }

    private String update() {
      String results = rule.results().stream().map(Text::text).collect(Collectors.joining(", "));
      String about =
          together
              ? "The update of one tensor. Yields its share of each value over all tensors, is sent"
                  + " the whole, and yields the update and the state last."
              : "The update of one tensor, and its state.";
      String shaped = program.name(program.program().weight());
      return PythonText.line("def _update(" + program.signature(weight) + "):", 0)
          + PythonText.quoted(about, 1)
          + PythonText.body(rule.lines(), "len(" + shaped + ".shape) == 2", 1)
          + PythonText.line((together ? "yield " : "return ") + results + (single() ? "," : ""), 1);
    }

    private boolean single() {
      return rule.results().size() == 1;
    }

    private String stateType() {
      return hasState() ? "ScaleBy" + type + "State" : "optax.EmptyState";
    }

    private String state() {
      StringBuilder text = new StringBuilder("class " + stateType() + "(NamedTuple):\n");
      text.append("    \"\"\"What is remembered between steps.\"\"\"\n\n");
      if (counts()) {
        text.append("    count: jax.Array\n");
      }
      for (String state : program.program().states()) {
        boolean number = program.kind(state) == Kind.NUMBER;
        text.append("    %s: %s\n".formatted(program.name(state), number ? "jax.Array" : "Any"));
      }
      return text.toString();
    }

    private String scaleBy() {
      List<String> parameters = new ArrayList<>(program.defaults());
      if (program.readsRate()) {
        parameters.addFirst("learning_rate");
      }
      return PythonText.line(
              "def scale_by_" + function + "(" + String.join(", ", parameters) + "):", 0)
          + PythonText.quoted(
              program.readsRate()
                  ? "Makes the update of " + type + ", learning rate included."
                  : "Makes the direction of " + type + ", before decay and learning rate.",
              1)
          + PythonDocument.checks(program, "", "isinstance(%s, (int, float)) and ", 1)
          + "\n    def init_fn(params):\n"
          + init()
          + "\n    def update_fn(updates, state, params=None):\n"
          + updateFunction()
          + "\n    return optax.GradientTransformation(init_fn, update_fn)\n";
    }

    private String init() {
      List<String> fields = new ArrayList<>();
      if (counts()) {
        fields.add("count=jnp.zeros([], jnp.int32)");
      }
      program
          .program()
          .states()
          .forEach(state -> fields.add(program.name(state) + "=" + zeros(state)));
      String matrices =
          program.outline().kinds().updateForMatrices()
              ? """
                      if any(len(p.shape) != 2 for p in jax.tree_util.tree_leaves(params)):
                          raise ValueError("this rule is one for matrices only")
              """
              : "";
      return (fields.isEmpty() && matrices.isEmpty() ? "        del params\n" : matrices)
          + PythonText.line("return " + stateType() + "(" + String.join(", ", fields) + ")", 2);
    }

    private String zeros(String state) {
      Kind kind = program.kind(state);
      String only =
          program.outline().kinds().inputForMatrices(state)
              ? " if len(p.shape) == 2 else None"
              : "";
      return switch (kind) {
        case NUMBER -> "jnp.zeros([])";
        case TENSOR ->
            only.isEmpty()
                ? "jax.tree_util.tree_map(jnp.zeros_like, params)"
                : tree("jnp.zeros_like(p)" + only);
        case LEAF -> tree("jnp.zeros([], p.dtype)");
        default ->
            tree(
                "jnp.zeros(["
                    + side(kind.rows())
                    + ", "
                    + side(kind.columns())
                    + "], p.dtype)"
                    + only);
      };
    }

    private static String tree(String each) {
      return "jax.tree_util.tree_map(lambda p: " + each + ", params)";
    }

    private static String side(Kind.Side side) {
      return switch (side) {
        case ONE -> "1";
        case ROWS -> "p.shape[0]";
        case COLUMNS -> "p.shape[1]";
      };
    }

    private String updateFunction() {
      StringBuilder text = new StringBuilder();
      text.append(weight ? "        if params is None:\n" : "        del params\n");
      text.append(
          !weight
              ? ""
              : "            raise ValueError(\"%s needs the parameters: update(updates, state, params)\")\n"
                  .formatted("scale_by_" + function));
      if (counts()) {
        text.append("        count = state.count + 1\n");
      }
      if (program.readsRate()) {
        text.append(
            PythonText.line(
                "lr = learning_rate(state.count) if callable(learning_rate) else learning_rate",
                2));
      }
      text.append("        gradients, treedef = jax.tree_util.tree_flatten(updates)\n");
      List<String> trees = new ArrayList<>(List.of("gradients"));
      List<String> each = new ArrayList<>(List.of("g"));
      if (weight) {
        trees.addFirst("treedef.flatten_up_to(params)");
        each.addFirst("p");
      }
      List<String> arguments = new ArrayList<>(each);
      int number = 0;
      for (String state : program.program().states()) {
        if (program.kind(state) == Kind.NUMBER) {
          arguments.add("state." + program.name(state));
        } else {
          String element = "s" + ++number;
          trees.add("treedef.flatten_up_to(state." + program.name(state) + ")");
          each.add(element);
          arguments.add(element);
        }
      }
      program.numbers().forEach(name -> arguments.add(isStep(name) ? "count" : name));
      String call =
          "[_update(%s) for %s in %s]"
              .formatted(
                  String.join(", ", arguments),
                  String.join(", ", each),
                  trees.size() == 1 ? "gradients" : "zip(" + String.join(", ", trees) + ")");
      text.append(PythonText.line((together ? "rules = " : "results = ") + call, 2));
      return text.append(together ? sums() : "").append(results()).toString();
    }

    private boolean isStep(String name) {
      return program.program().step().filter(name::equals).isPresent();
    }

    private String sums() {
      boolean sums = rule.reducers().stream().allMatch("add"::equals);
      String combines =
          rule.reducers().stream()
              .map(name -> "jnp." + name + ",")
              .collect(Collectors.joining(" "));
      String loop =
          sums ? "_ in range(" + rule.reducers().size() + ")" : "combine in (" + combines + ")";
      String whole = sums ? "sum(results)" : "functools.reduce(combine, results)";
      return "        results = [next(rule) for rule in rules]\n"
          + "        for "
          + loop
          + ":\n"
          + "            whole = "
          + whole
          + "\n"
          + "            results = [rule.send(whole) for rule in rules]\n";
    }

    private String results() {
      List<String> fields = new ArrayList<>();
      List<String> names = new ArrayList<>(List.of("updates"));
      List<String> columns = new ArrayList<>();
      if (counts()) {
        fields.add("count=count");
      }
      for (int i = 0; i < program.program().states().size(); i++) {
        String state = program.program().states().get(i);
        boolean number = program.kind(state) == Kind.NUMBER;
        columns.add("memory[" + i + "]");
        fields.add(
            program.name(state)
                + "="
                + (number ? "memory[" + i + "][0]" : "treedef.unflatten(memory[" + i + "])"));
      }
      boolean memory = !columns.isEmpty();
      return "        updates, *memory = zip(*results)\n"
              .replace(memory ? "" : ", *memory", memory ? "" : ",")
          + PythonText.line(
              "return treedef.unflatten(updates), "
                  + stateType()
                  + "("
                  + String.join(", ", fields)
                  + ")",
              2);
    }
  }
}

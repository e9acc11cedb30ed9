package gradus.library.export;

import gradus.grammar.Kind;
import gradus.library.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A subclass of {@code torch.optim.Optimizer}, for PyTorch from 1.13 on. */
public final class TorchExporter implements Exporter {
  private static final Spellings SPELLINGS = Spellings.of("torch");
  private static final Set<String> TAKEN =
      Set.of(
          ("torch math functools add sub mul div neg maximum minimum abs_ sqrt exp expm1 log log2 log10"
                  + " log1p sin cos tan asin acos atan sinh cosh tanh norm initial_lr maximize"
                  + " foreach defaults parity")
              .split(" "));

  /** An exporter; it has no settings. */
  public TorchExporter() {}

  @Override
  public String name() {
    return "pytorch";
  }

  @Override
  public List<SourceFile> export(Optimizer optimizer, String type) {
    return List.of(
        new SourceFile(PythonNames.module(type) + ".py", new File(optimizer, type).text()));
  }

  /**
   * What the class takes.
   *
   * @param hyperparameters their names and defaults
   * @param decays those that the weights are multiplied by
   */
  record Signature(SequencedMap<String, Double> hyperparameters, Set<String> decays) {}

  static Signature signature(Optimizer optimizer, String type) {
    PythonProgram program = new File(optimizer, type).program;
    Set<String> decays = new TreeSet<>();
    program.program().hyperparameters().keySet().stream()
        .filter(Documentation.of(optimizer)::decays)
        .forEach(name -> decays.add(program.name(name)));
    return new Signature(program.hyperparameters(), decays);
  }

  /** One file while it is written. */
  private static final class File {
    private final PythonProgram program;
    private final String type;
    private final PythonRule rule;
    private final PythonRule lists;
    private final boolean together;

    File(Optimizer optimizer, String type) {
      this.type = type;
      List<String> taken = new ArrayList<>(TAKEN);
      taken.add(type);
      program = new PythonProgram(optimizer, SPELLINGS, "lr", taken);
      Set<String> host = new TreeSet<>(program.given());
      program.program().states().stream()
          .filter(state -> program.kind(state) == Kind.NUMBER)
          .forEach(host::add);
      rule = program.rule(false, host);
      together = !rule.reducers().isEmpty();
      boolean matrices = program.outline().hasMatrices();
      lists = matrices || together ? null : program.rule(true, host);
    }

    String text() {
      String one = function("_update", rule, "One step of one tensor" + withShares());
      String many =
          lists == null ? "" : function("_update_lists", lists, "The same for lists of tensors");
      List<String> imports = program.imports(many);
      String step = initializer() + state() + step();
      StringBuilder text =
          new StringBuilder(PythonDocument.module(program, "an optimizer of PyTorch"));
      boolean reduces = rule.reducers().stream().anyMatch(name -> !name.equals("add"));
      if (reduces) {
        text.append("import functools\n");
      }
      if ((one + many).contains("math.")) {
        text.append("import math\n");
      }
      text.append(reduces || (one + many).contains("math.") ? "\n" : "").append("import torch\n");
      if (!imports.isEmpty()) {
        String names = String.join(", ", imports);
        text.append(
            names.length() < 80
                ? "from torch import " + names + "\n"
                : PythonText.line("from torch import (" + names + ")", 0));
      }
      text.append("\n\n").append(program.support(one, many)).append(one).append("\n\n");
      text.append(many).append(many.isEmpty() ? "" : "\n\n");
      text.append("class ").append(type).append("(torch.optim.Optimizer):\n");
      text.append(PythonDocument.of(program, arguments())).append("\n").append(step);
      return text.toString();
    }

    private String withShares() {
      return together
          ? ". Yields its share of each value over all tensors, is sent the whole, and yields the"
              + " update and the state last"
          : "";
    }

    private String function(String name, PythonRule body, String about) {
      String results = body.results().stream().map(Text::text).collect(Collectors.joining(", "));
      return PythonText.line("def " + name + "(" + program.signature(true) + "):", 0)
          + PythonText.quoted(about + ".", 1)
          + PythonText.body(
              body.lines(), program.name(program.program().weight()) + ".ndim == 2", 1)
          + PythonText.line((together ? "yield " : "return ") + results, 1);
    }

    private List<String> arguments() {
      List<String> lines = new ArrayList<>();
      lines.add("params: the parameters, or dicts with groups of them");
      lines.add("lr: the learning rate; a scheduler may change it");
      program
          .hyperparameters()
          .forEach((name, value) ->
              lines.add(name + ": " + PythonDocument.allowed(program.range(name))));
      lines.add("maximize: go up instead of down");
      if (lists != null) {
        lines.add(
            "foreach: take lists of tensors at once; if None, where all of them are on a GPU");
      }
      return lines;
    }

    private String initializer() {
      List<String> parameters = new ArrayList<>(List.of("self", "params"));
      parameters.add("lr=" + PythonNames.number(program.optimizer().learningRate()));
      program
          .hyperparameters()
          .forEach((name, value) -> parameters.add(name + "=" + PythonNames.number(value)));
      parameters.addAll(List.of("*", "maximize=False"));
      List<String> kept = new ArrayList<>(List.of("lr"));
      kept.addAll(program.hyperparameters().keySet());
      kept.add("maximize");
      if (lists != null) {
        parameters.add("foreach=None");
        kept.add("foreach");
      }
      List<String> defaults =
          new ArrayList<>(kept.stream().map(name -> name + "=" + name).toList());
      if (program.countsSteps()) {
        defaults.add("step=0");
      }
      numberStates().forEach(state -> defaults.add(program.name(state) + "=0.0"));
      return PythonText.line("def __init__(" + String.join(", ", parameters) + "):", 1)
          + PythonDocument.checks(program, "lr", "", 2)
          + PythonText.line("defaults = dict(" + String.join(", ", defaults) + ")", 2)
          + PythonText.line("super().__init__(params, defaults)", 2)
          + (program.outline().kinds().updateForMatrices()
              ? """
                      for group in self.param_groups:
                          if any(p.ndim != 2 for p in group["params"]):
                              raise ValueError("this rule is one for matrices only")
              """
              : "")
          + "\n";
    }

    private List<String> numberStates() {
      return program.program().states().stream()
          .filter(state -> program.kind(state) == Kind.NUMBER)
          .toList();
    }

    private List<String> tensorStates() {
      return program.program().states().stream()
          .filter(state -> program.kind(state) != Kind.NUMBER)
          .toList();
    }

    /** What a parameter is remembered by. */
    private String state() {
      if (tensorStates().isEmpty()) {
        return "";
      }
      StringBuilder text = new StringBuilder();
      text.append("    def _state(self, p):\n");
      text.append(
          "        \"\"\"What is remembered of a parameter: zeros before its first step.\"\"\"\n");
      text.append("        state = self.state[p]\n        if not state:\n");
      for (String state : tensorStates()) {
        String zeros = zeros(program.kind(state));
        boolean matrices = program.outline().kinds().inputForMatrices(state);
        text.append(
            PythonText.line(
                "state[\"%s\"] = %s%s"
                    .formatted(
                        program.name(state), zeros, matrices ? " if p.ndim == 2 else None" : ""),
                3));
      }
      return text.append("        return state\n\n").toString();
    }

    private static String zeros(Kind kind) {
      return switch (kind) {
        case TENSOR -> "torch.zeros_like(p)";
        case LEAF -> "p.new_zeros(())";
        default -> "p.new_zeros((" + side(kind.rows()) + ", " + side(kind.columns()) + "))";
      };
    }

    private static String side(Kind.Side side) {
      return switch (side) {
        case ONE -> "1";
        case ROWS -> "p.shape[0]";
        case COLUMNS -> "p.shape[1]";
      };
    }

    private String step() {
      return new TorchStep(program, rule, lists, type).text();
    }
  }
}

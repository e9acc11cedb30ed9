package gradus.library.export;

import gradus.grammar.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The method {@code step} of an optimizer of PyTorch. */
final class TorchStep {
  private static final String HEAD =
      """
          @torch.no_grad()
          def step(self, closure=None):
              \"""Takes one step. Returns the loss of the closure, if there is one.\"""
              loss = None
              if closure is not None:
                  with torch.enable_grad():
                      loss = closure()
      """;
  private static final String GROUP =
      """
              for group in self.param_groups:
                  params = [p for p in group["params"] if p.grad is not None]
                  if not params:
                      continue
                  if any(p.grad.is_sparse for p in params):
                      raise RuntimeError("%s takes no sparse gradients")
      """;

  private final PythonProgram program;
  private final PythonRule rule;
  private final PythonRule lists;
  private final String type;

  TorchStep(PythonProgram program, PythonRule rule, PythonRule lists, String type) {
    this.program = program;
    this.rule = rule;
    this.lists = lists;
    this.type = type;
  }

  String text() {
    boolean together = !rule.reducers().isEmpty();
    StringBuilder text = new StringBuilder(HEAD);
    if (together) {
      text.append("        rules, owners = [], []\n");
    }
    text.append(GROUP.formatted(type));
    if (program.countsSteps()) {
      text.append("            group[\"step\"] += 1\n");
    }
    text.append(
        "            gradients = [-p.grad if group[\"maximize\"] else p.grad for p in params]\n");
    if (hasTensorStates()) {
      text.append("            states = [self._state(p) for p in params]\n");
    }
    text.append(PythonText.line("numbers = [group[name] for name in (" + numbers() + ")]", 3));
    String shared =
        program.program().states().stream()
            .filter(state -> program.kind(state) == Kind.NUMBER)
            .map(state -> "\"" + program.name(state) + "\"")
            .collect(Collectors.joining(", "));
    if (!shared.isEmpty()) {
      // All tensors of a group see the number that the last step left.
      text.append(PythonText.line("before = {name: group[name] for name in (" + shared + ",)}", 3));
    }
    text.append(together ? shared() : alone());
    return text.append("        return loss\n").toString();
  }

  private boolean hasTensorStates() {
    return program.program().states().stream().anyMatch(s -> program.kind(s) != Kind.NUMBER);
  }

  private String numbers() {
    return program.numbers().stream()
            .map(name -> "\"" + name + "\"")
            .collect(Collectors.joining(", "))
        + (program.numbers().size() == 1 ? "," : "");
  }

  /** The rule of each tensor by itself, or of the lists. */
  private String alone() {
    String states = hasTensorStates() ? ", states" : "";
    String state = hasTensorStates() ? ", state" : "";
    String one = "results = (" + call("_update", false) + " for " + loop() + ")";
    StringBuilder text = new StringBuilder();
    if (lists == null) {
      text.append(PythonText.line(one, 3));
    } else {
      text.append("            foreach = group[\"foreach\"]\n");
      text.append("            if foreach is None:\n");
      text.append("                foreach = all(p.is_cuda for p in params)\n");
      text.append("            if foreach:\n");
      text.append(PythonText.line("results = " + listed(), 4));
      text.append("            else:\n");
      text.append(PythonText.line(one, 4));
    }
    String memory = program.program().states().isEmpty() ? "update" : "(update, *memory)";
    text.append(
        PythonText.line(
            "for p" + state + ", " + memory + " in zip(params" + states + ", results):", 3));
    return text.append(PythonText.line("p.sub_(update)", 4)).append(kept(4)).toString();
  }

  private String loop() {
    return hasTensorStates()
        ? "p, gradient, state in zip(params, gradients, states)"
        : "p, gradient in zip(params, gradients)";
  }

  /** What the rule of lists gives, tensor by tensor. */
  private String listed() {
    String call = call("_update_lists", true);
    return program.program().states().isEmpty() ? call : "zip(*" + call + ")";
  }

  private String shared() {
    StringBuilder text = new StringBuilder();
    text.append("            for ").append(loop()).append(":\n");
    text.append(PythonText.line("rules.append(" + call("_update", false) + ")", 4));
    text.append(
        "                owners.append((p, group%s))\n"
            .formatted(hasTensorStates() ? ", state" : ""));
    text.append("        if rules:\n");
    text.append("            values = [next(update) for update in rules]\n");
    boolean sums = rule.reducers().stream().allMatch("add"::equals);
    String combines =
        rule.reducers().stream().map(name -> "torch." + name).collect(Collectors.joining(", "));
    String loop =
        sums ? "_ in range(" + rule.reducers().size() + ")" : "combine in (" + combines + ",)";
    text.append("            for ").append(loop).append(":\n");
    text.append("                device = values[0].device\n");
    text.append(
        sums
            ? "                whole = sum(x.to(device) for x in values)\n"
            : "                whole = functools.reduce(combine, [x.to(device) for x in values])\n");
    text.append(
        "                values = [update.send(whole.to(x.device)) for update, x in zip(rules, values)]\n");
    String memory = program.program().states().isEmpty() ? "update" : "(update, *memory)";
    text.append(
        "            for (p, group%s), %s in zip(owners, values):\n"
            .formatted(hasTensorStates() ? ", state" : "", memory));
    return text.append("                p.sub_(update)\n").append(kept(4)).toString();
  }

  private String call(String function, boolean many) {
    Stream<String> states = program.program().states().stream().map(state -> state(state, many));
    String first = many ? "params, gradients" : "p, gradient";
    String arguments =
        Stream.concat(Stream.concat(Stream.of(first), states), Stream.of("*numbers"))
            .collect(Collectors.joining(", "));
    return function + "(" + arguments + ")";
  }

  private String state(String state, boolean many) {
    String key = "[\"" + program.name(state) + "\"]";
    if (program.kind(state) != Kind.NUMBER) {
      return many ? "[state" + key + " for state in states]" : "state" + key;
    }
    String p = many ? "params[0]" : "p";
    return rule.isHost(state)
        ? "before" + key
        : "torch.as_tensor(before" + key + ", dtype=" + p + ".dtype, device=" + p + ".device)";
  }

  private String kept(int depth) {
    List<String> states = program.program().states();
    String targets =
        states.stream()
            .map(state ->
                (program.kind(state) == Kind.NUMBER ? "group" : "state")
                    + "[\""
                    + program.name(state)
                    + "\"]")
            .collect(Collectors.joining(", "));
    return states.isEmpty()
        ? ""
        : PythonText.line(
            (states.size() == 1 ? "(" + targets + ",)" : targets) + " = memory", depth);
  }
}

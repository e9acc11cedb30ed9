package gradus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gradus.grammar.Names;
import gradus.grammar.Oracle;
import gradus.grammar.Program;
import gradus.interpreter.Tracer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gradus trace}: what a program does to given weights and gradients, step by step. */
@Command(name = "trace", description = "Show what a program computes, step by step, as JSON.")
final class Trace implements Callable<Integer> {
  private static final List<String> KEYS = List.of("weights", "steps", "hyperparameters");
  private static final List<String> STEP_KEYS = List.of("gradient", "lr");

  @Parameters(paramLabel = "FILE", description = "A program, or the name of an optimizer.")
  private String file;

  @Option(names = "--in", required = true, paramLabel = "IN.json", description = "The inputs.")
  private Path in;

  @Option(names = "--out", paramLabel = "OUT.json", description = "Where to write the trace.")
  private Path out;

  @Option(names = "--engine", defaultValue = "oracle", description = "oracle, tree or nd4j.")
  private String engine;

  @Mixin private Programs programs;

  @Spec private CommandSpec spec;

  private Trace() {}

  @Override
  public Integer call() throws Exception {
    Tracer.Tier tier = Programs.choice("--engine", engine, Tracer.Tier.values());
    Program program = programs.program(file);
    JsonNode input = json();
    known(in.toString(), input, KEYS);
    program = program.set(hyperparameters(input.get("hyperparameters")));
    String where = in + ": weights";
    TensorJson tensors = TensorJson.of(where, input.get("weights"));
    double[][] weights = tensors.read(where, input.get("weights"));
    JsonNode steps = input.get("steps");
    if (steps == null || !steps.isArray()) {
      throw new UserError(
          in + ": steps; found " + TensorJson.kind(steps) + "; allowed: an array of steps");
    }
    ObjectNode result = new ObjectMapper().createObjectNode();
    ArrayNode snapshots = result.putArray("steps");
    try (Tracer tracer = tier.begin(program, tensors.model(), weights)) {
      for (int i = 0; i < steps.size(); i++) {
        String at = in + ": steps[" + i + "]";
        known(at, steps.get(i), STEP_KEYS);
        double[][] gradient = tensors.read(at + ".gradient", steps.get(i).get("gradient"));
        double rate = TensorJson.number(at + ".lr", steps.get(i).get("lr"));
        snapshots.add(snapshot(tensors, tracer.step(gradient, rate)));
      }
    }
    write(result.toString());
    return 0;
  }

  private JsonNode json() throws java.io.IOException {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(in));
    } catch (JsonProcessingException e) {
      throw new UserError(
          "%s:%d:%d: not JSON; found %s"
              .formatted(
                  in,
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("nothing")));
    }
  }

  private static void known(String where, JsonNode object, List<String> keys) {
    if (!object.isObject()) {
      throw new UserError(
          where + ": found " + TensorJson.kind(object) + "; allowed: an object with " + keys);
    }
    object
        .fieldNames()
        .forEachRemaining(key -> {
          if (!keys.contains(key)) {
            throw new UserError(
                "%s: unknown key; found %s; allowed: %s"
                    .formatted(where, Names.quote(key), Names.allowed(key, keys)));
          }
        });
  }

  private Map<String, Double> hyperparameters(JsonNode object) {
    Map<String, Double> values = new LinkedHashMap<>();
    if (object != null) {
      if (!object.isObject()) {
        throw new UserError(
            "%s: hyperparameters: found %s; allowed: an object with names and values"
                .formatted(in, TensorJson.kind(object)));
      }
      object
          .properties()
          .forEach(entry ->
              values.put(
                  entry.getKey(),
                  TensorJson.number(in + ": hyperparameters." + entry.getKey(), entry.getValue())));
    }
    return values;
  }

  private static ObjectNode snapshot(TensorJson tensors, Tracer.Snapshot snapshot) {
    ObjectNode step = new ObjectMapper().createObjectNode();
    step.set("update", tensors.write(snapshot.update()));
    step.set("weights", tensors.write(snapshot.weights()));
    ObjectNode state = step.putObject("state");
    snapshot.state().forEach((name, tree) -> state.set(name, state(tensors, tree)));
    return step;
  }

  private static JsonNode state(TensorJson tensors, Oracle.Tree tree) {
    return switch (tree.kind()) {
      case NUMBER -> TensorJson.write(tree.data()[0][0]);
      case LEAF -> tensors.writeLeaves(tree.data());
      default -> tensors.write(tree.kind(), tree.data());
    };
  }

  private void write(String text) throws java.io.IOException {
    if (out == null) {
      spec.commandLine().getOut().println(text);
    } else {
      Files.writeString(out, text + "\n");
    }
  }
}

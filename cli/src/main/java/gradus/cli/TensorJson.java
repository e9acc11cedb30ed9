package gradus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import gradus.grammar.Kind;
import gradus.grammar.Shapes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Named tensors as nested JSON arrays. NaN and the infinities are strings.
 *
 * @param shapes the extents of each tensor, by name, in order
 */
record TensorJson(Map<String, List<Integer>> shapes) {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Finds the shapes of tensors. */
  static TensorJson of(String where, JsonNode tensors) {
    if (tensors == null || !tensors.isObject() || tensors.isEmpty()) {
      throw new UserError(
          where + ": no tensors; found " + kind(tensors) + "; allowed: {\"name\": [...], ...}");
    }
    Map<String, List<Integer>> shapes = new LinkedHashMap<>();
    tensors
        .properties()
        .forEach(entry -> {
          List<Integer> shape = new ArrayList<>();
          JsonNode node = entry.getValue();
          while (node.isArray()) {
            shape.add(node.size());
            if (node.isEmpty()) {
              break;
            }
            node = node.get(0);
          }
          shapes.put(entry.getKey(), shape);
        });
    return new TensorJson(shapes);
  }

  static String kind(JsonNode node) {
    return node == null ? "nothing" : node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The elements of the tensors, in the order of the shapes. */
  double[][] read(String where, JsonNode tensors) {
    if (tensors == null || !tensors.isObject()) {
      throw new UserError(where + ": found " + kind(tensors) + "; allowed: one array per tensor");
    }
    tensors
        .properties()
        .forEach(entry -> {
          if (!shapes.containsKey(entry.getKey())) {
            throw new UserError(
                "%s: unknown tensor; found '%s'; allowed: %s"
                    .formatted(where, entry.getKey(), String.join(", ", shapes.keySet())));
          }
        });
    List<double[]> data = new ArrayList<>();
    shapes.forEach((name, shape) -> {
      double[] elements = new double[shape.stream().reduce(1, Math::multiplyExact)];
      fill(where + "." + name, tensors.get(name), shape, elements, new int[1]);
      data.add(elements);
    });
    return data.toArray(double[][]::new);
  }

  private static void fill(
      String where, JsonNode node, List<Integer> shape, double[] elements, int[] next) {
    if (shape.isEmpty()) {
      elements[next[0]++] = number(where, node);
      return;
    }
    if (node == null || !node.isArray() || node.size() != shape.getFirst()) {
      throw new UserError(
          "%s: wrong shape; found %s; allowed: an array of %d"
              .formatted(
                  where,
                  node != null && node.isArray() ? "an array of " + node.size() : kind(node),
                  shape.getFirst()));
    }
    for (int i = 0; i < node.size(); i++) {
      fill(where + "[" + i + "]", node.get(i), shape.subList(1, shape.size()), elements, next);
    }
  }

  /** A number, or one of the three strings. */
  static double number(String where, JsonNode node) {
    if (node != null && node.isNumber()) {
      return node.asDouble();
    }
    String text = node != null && node.isTextual() ? node.asText() : "";
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default ->
          throw new UserError(
              "%s: not a number; found %s; allowed: a number, \"NaN\", \"Infinity\", \"-Infinity\""
                  .formatted(where, node == null ? "nothing" : node.toString()));
    };
  }

  /** The tensors as a program sees them. */
  Shapes model() {
    return new Shapes(List.copyOf(shapes.keySet()), List.copyOf(shapes.values()));
  }

  /** A value with arrays; what only matrices have is left out for other tensors. */
  ObjectNode write(Kind kind, double[][] data) {
    if (kind == Kind.TENSOR) {
      return write(data);
    }
    Shapes model = model();
    ObjectNode tensors = NODES.objectNode();
    for (int t = 0; t < model.tensors(); t++) {
      if (model.isMatrix(t)) {
        List<Integer> shape = List.of(model.rows(kind, t), model.columns(kind, t));
        tensors.set(model.names().get(t), node(data[t], shape, new int[1]));
      }
    }
    return tensors;
  }

  ObjectNode write(double[][] data) {
    ObjectNode tensors = NODES.objectNode();
    int tensor = 0;
    for (Map.Entry<String, List<Integer>> entry : shapes.entrySet()) {
      tensors.set(entry.getKey(), node(data[tensor++], entry.getValue(), new int[1]));
    }
    return tensors;
  }

  /** One number for each tensor. */
  ObjectNode writeLeaves(double[][] data) {
    ObjectNode tensors = NODES.objectNode();
    int tensor = 0;
    for (String name : shapes.keySet()) {
      tensors.set(name, write(data[tensor++][0]));
    }
    return tensors;
  }

  private static JsonNode node(double[] elements, List<Integer> shape, int[] next) {
    if (shape.isEmpty()) {
      return write(elements[next[0]++]);
    }
    ArrayNode array = NODES.arrayNode();
    for (int i = 0; i < shape.getFirst(); i++) {
      array.add(node(elements, shape.subList(1, shape.size()), next));
    }
    return array;
  }

  static JsonNode write(double value) {
    return Double.isFinite(value)
        ? DoubleNode.valueOf(value)
        : TextNode.valueOf(Double.toString(value));
  }
}

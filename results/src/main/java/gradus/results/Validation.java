package gradus.results;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A training of the validation harness, in {@code library/validation}: one line of its results.
 *
 * @param line the line itself
 * @param purpose {@link Trial#TUNE} or {@link Trial#RESULT}
 * @param setting what all trainings of a comparison share, for people
 * @param optimizer its name
 * @param source where it comes from; of an exported file its digest
 * @param settings hyperparameters, as JSON
 * @param learningRate the peak learning rate
 * @param seed decides the initial weights and the order of the batches
 * @param device what it ran on
 * @param loss on the select part; NaN if it failed
 */
public record Validation(
    String line,
    String purpose,
    String setting,
    String optimizer,
    String source,
    String settings,
    double learningRate,
    long seed,
    String device,
    double loss) {
  /** The version of the schema that is read. */
  public static final int SCHEMA = 1;

  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /** What a field may hold. */
  private enum Type {
    TEXT,
    WORD,
    COUNT,
    POSITIVE,
    WHOLE,
    OBJECT,
    LOSS,
    SHARE
  }

  private static final Map<String, Type> FIELDS =
      Map.ofEntries(
          Map.entry("schema", Type.COUNT),
          Map.entry("purpose", Type.WORD),
          Map.entry("task", Type.WORD),
          Map.entry("size", Type.OBJECT),
          Map.entry("data", Type.TEXT),
          Map.entry("steps", Type.COUNT),
          Map.entry("batch", Type.COUNT),
          Map.entry("precision", Type.WORD),
          Map.entry("optimizer", Type.WORD),
          Map.entry("source", Type.TEXT),
          Map.entry("settings", Type.OBJECT),
          Map.entry("learning_rate", Type.POSITIVE),
          Map.entry("seed", Type.WHOLE),
          Map.entry("weights", Type.COUNT),
          Map.entry("outcome", Type.WORD),
          Map.entry("loss", Type.LOSS),
          Map.entry("accuracy", Type.SHARE),
          Map.entry("test_loss", Type.LOSS),
          Map.entry("test_accuracy", Type.SHARE),
          Map.entry("seconds", Type.POSITIVE),
          Map.entry("torch", Type.TEXT),
          Map.entry("device", Type.TEXT));

  /**
   * Reads a line.
   *
   * @param line the line
   * @return the training
   * @throws IllegalArgumentException if it is none of the schema; the message says what was found
   *     and what is allowed
   */
  static Validation of(String line) {
    JsonNode node;
    try {
      node = MAPPER.readTree(line);
    } catch (JsonProcessingException e) {
      throw wrong("text", "no JSON (" + e.getOriginalMessage() + ")", "one object");
    }
    if (!node.isObject() || !node.path("schema").isInt()) {
      throw wrong("text", "no result of the harness", "an object with a schema");
    }
    if (node.get("schema").asInt() != SCHEMA) {
      throw wrong("schema", node.get("schema").toString(), Integer.toString(SCHEMA));
    }
    fields(node);
    one(node, "purpose", List.of(Trial.TUNE, Trial.RESULT));
    one(node, "outcome", List.of(Trial.TRAINED, "not-finite"));
    boolean trained = node.get("outcome").asText().equals(Trial.TRAINED);
    if (trained == node.get("loss").isNull()) {
      String allowed = trained ? "a number, since it trained" : "null, since it did not train";
      throw wrong("loss", node.get("loss").toString(), allowed);
    }
    return new Validation(
        line,
        node.get("purpose").asText(),
        setting(node),
        node.get("optimizer").asText(),
        node.get("source").asText(),
        sorted(node.get("settings")).toString(),
        node.get("learning_rate").asDouble(),
        node.get("seed").asLong(),
        node.get("device").asText(),
        trained ? node.get("loss").asDouble() : Double.NaN);
  }

  private static void fields(JsonNode node) {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.containsKey(name)) {
        throw wrong("field", "'" + name + "'", "those of schema " + SCHEMA);
      }
    }
    for (String name : new TreeMap<>(FIELDS).keySet()) {
      if (!node.has(name)) {
        throw wrong(name, "nothing", "a field of that name");
      }
      String allowed = allowed(FIELDS.get(name), node.get(name));
      if (!allowed.isEmpty()) {
        throw wrong(name, node.get(name).toString(), allowed);
      }
    }
  }

  /** What is allowed where something else is found; nothing if all is well. */
  private static String allowed(Type type, JsonNode value) {
    double number = value.asDouble();
    return switch (type) {
      case TEXT -> value.isTextual() && !value.asText().isBlank() ? "" : "a text";
      case WORD ->
          value.isTextual() && value.asText().matches("[A-Za-z0-9_.-]{1,100}") ? "" : "a word";
      case COUNT -> value.isIntegralNumber() && number >= 1 ? "" : "a whole number from 1";
      case WHOLE -> value.isIntegralNumber() && value.canConvertToLong() ? "" : "a whole number";
      case POSITIVE -> value.isNumber() && number > 0 && finite(number) ? "" : "a number above 0";
      case OBJECT -> value.isObject() ? "" : "an object";
      case LOSS -> value.isNull() || value.isNumber() && finite(number) ? "" : "a number, or null";
      case SHARE ->
          value.isNull() || value.isNumber() && number >= 0 && number <= 1
              ? ""
              : "a number from 0 to 1, or null";
    };
  }

  private static boolean finite(double number) {
    return Double.isFinite(number);
  }

  private static void one(JsonNode node, String field, List<String> words) {
    if (!words.contains(node.get(field).asText())) {
      throw wrong(field, node.get(field).toString(), String.join(", ", words));
    }
  }

  private static String setting(JsonNode node) {
    List<String> sizes = new ArrayList<>();
    sorted(node.get("size")).forEach((name, value) -> sizes.add(name + " " + value));
    return "%s with %,d weights (%s) on %s, %,d steps of %d in %s"
        .formatted(
            node.get("task").asText(),
            node.get("weights").asLong(),
            String.join(", ", sizes),
            node.get("data").asText(),
            node.get("steps").asInt(),
            node.get("batch").asInt(),
            node.get("precision").asText());
  }

  private static Map<String, JsonNode> sorted(JsonNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private static IllegalArgumentException wrong(String what, String found, String allowed) {
    return new IllegalArgumentException(what + ": found " + found + "; allowed: " + allowed);
  }

  /** What decides the outcome: there is one training of a key. */
  List<Object> key() {
    return List.of(purpose, setting, optimizer, source, settings, learningRate, seed);
  }
}

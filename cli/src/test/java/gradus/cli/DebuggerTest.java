package gradus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gradus.library.Library;
import gradus.proxies.Task;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An ordinary debugger looks at an optimizer while it trains. */
class DebuggerTest {
  private static final int STEPS = 20;

  @TempDir private Path directory;

  @Test
  @Timeout(120)
  void breaksReadsStepsAndGoesOnWithoutChangingTheTraining() throws Exception {
    Path file = directory.resolve("lion.gradus");
    Files.writeString(file, Library.optimizer("lion").text());
    int line = lineOf(file, "momentum = interp");
    String[] train = {"train", file.toString(), "--steps", "" + STEPS, "--json"};
    String expected = Cli.run(train).out();

    int port = freePort();
    String[] debug = {
      "train", file.toString(), "--steps", "" + STEPS, "--json", "--debug", "" + port
    };
    // Not in the common pool, which the debugger needs and which has one thread on two cores.
    CompletableFuture<Cli> training =
        CompletableFuture.supplyAsync(() -> Cli.run(debug), task -> new Thread(task).start());
    try (DebugClient client = DebugClient.connect(port)) {
      client.request("initialize", "{\"adapterID\": \"test\", \"linesStartAt1\": true}");
      client.request("attach", "{}");
      client.event("initialized");
      JsonNode breakpoints =
          client.request(
              "setBreakpoints",
              "{\"source\": {\"path\": \"%s\"}, \"breakpoints\": [{\"line\": %d}]}"
                  .formatted(file, line));
      assertThat(breakpoints.at("/breakpoints/0/line").asInt()).isEqualTo(line);
      client.request("configurationDone", "{}");

      // The debugger first stops at the first statement.
      Stop first = stopped(client);
      client.request("continue", "{\"threadId\": %d}".formatted(first.thread));
      Stop stop = stopped(client);
      assertThat(stop.line).isEqualTo(line);
      assertThat(stop.name).isEqualTo("lion");
      JsonNode update = variable(client, stop, "update");
      JsonNode momentum = variable(client, stop, "momentum");
      assertThat(momentum.get("value").asText()).contains("norm 0.000");
      // In the first step update is the sign of a share of the gradient: 1, -1, or 0.
      List<Double> gradient = elements(client, variable(client, stop, "gradient"));
      List<Double> signs = elements(client, update);
      assertThat(gradient).hasSize(Task.named("digits").tensors().getLast().size());
      for (int i = 0; i < signs.size(); i++) {
        assertThat(signs.get(i)).isEqualTo(Math.signum(gradient.get(i)));
      }
      assertThat(variable(client, stop, "beta2").get("value").asText()).isEqualTo("0.99");

      client.request("next", "{\"threadId\": %d}".formatted(stop.thread));
      Stop next = stopped(client);
      assertThat(next.line).isEqualTo(line + 1);
      List<Double> after = elements(client, variable(client, next, "momentum"));
      for (int i = 0; i < after.size(); i++) {
        float share = (float) ((1 - 0.99) * gradient.get(i));
        assertThat(after.get(i)).isCloseTo(share, org.assertj.core.data.Offset.offset(1e-9));
      }
      client.request(
          "setBreakpoints",
          "{\"source\": {\"path\": \"%s\"}, \"breakpoints\": []}".formatted(file));
      client.request("continue", "{\"threadId\": %d}".formatted(next.thread));
      client.event("terminated");
    }
    // The debugger has let go of it.
    Cli result = training.get(60, TimeUnit.SECONDS);
    assertThat(result.out()).isEqualTo(expected);
    assertThat(result.err()).contains("waiting for a debugger on 127.0.0.1:" + port);
  }

  @Test
  void theProfileNamesLines() {
    Cli result = Cli.run("train", "adamw", "--steps", "9000", "--profile");
    assertThat(result.status()).isZero();
    List<String> lines = result.out().lines().filter(line -> line.contains(" %  line ")).toList();
    assertThat(lines).hasSizeGreaterThan(3);
    List<String> text = Library.optimizer("adamw").text().lines().toList();
    for (String line : lines) {
      String[] parts = line.strip().split(" +", 5);
      assertThat(parts[4]).isEqualTo(text.get(Integer.parseInt(parts[3]) - 1).strip());
    }
    assertThat(lines).anyMatch(line -> line.contains("update = size * m"));
  }

  private record Stop(int thread, int frame, int line, String name) {}

  private static Stop stopped(DebugClient client) throws Exception {
    int thread = client.event("stopped").at("/threadId").asInt();
    JsonNode frames = client.request("stackTrace", "{\"threadId\": %d}".formatted(thread));
    JsonNode top = frames.at("/stackFrames/0");
    return new Stop(
        thread, top.get("id").asInt(), top.get("line").asInt(), top.get("name").asText());
  }

  private static JsonNode variable(DebugClient client, Stop stop, String name) throws Exception {
    JsonNode scopes = client.request("scopes", "{\"frameId\": %d}".formatted(stop.frame));
    return part(client, scopes.at("/scopes/0/variablesReference").asInt(), name);
  }

  private static JsonNode part(DebugClient client, int reference, String name) throws Exception {
    for (JsonNode variable : parts(client, reference)) {
      if (variable.get("name").asText().equals(name)) {
        return variable;
      }
    }
    throw new AssertionError("no " + name + " in " + parts(client, reference));
  }

  private static JsonNode parts(DebugClient client, int reference) throws Exception {
    String arguments = "{\"variablesReference\": %d}".formatted(reference);
    return client.request("variables", arguments).get("variables");
  }

  /** The elements of the last tensor of a value, opened as a person would open them. */
  private static List<Double> elements(DebugClient client, JsonNode value) throws Exception {
    JsonNode tensors = parts(client, value.get("variablesReference").asInt());
    JsonNode last = tensors.get(tensors.size() - 1);
    List<Double> elements = new ArrayList<>();
    numbers(client, part(client, last.get("variablesReference").asInt(), "elements"), elements);
    return elements;
  }

  private static void numbers(DebugClient client, JsonNode list, List<Double> numbers)
      throws Exception {
    for (JsonNode element : parts(client, list.get("variablesReference").asInt())) {
      if (element.get("variablesReference").asInt() > 0) {
        numbers(client, element, numbers);
      } else {
        numbers.add(Double.valueOf(element.get("value").asText()));
      }
    }
  }

  private static int lineOf(Path file, String text) throws Exception {
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains(text)) {
        return i + 1;
      }
    }
    throw new AssertionError(text);
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

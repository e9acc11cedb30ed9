package gradus.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The client's side of the Debug Adapter Protocol, as an editor speaks it. */
final class DebugClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final List<JsonNode> events = new ArrayList<>();
  private int sequence;

  private DebugClient(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    in = new DataInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  /** Tries until somebody listens. */
  static DebugClient connect(int port) throws Exception {
    for (int i = 0; i < 300; i++) {
      try {
        return new DebugClient(new Socket(InetAddress.getLoopbackAddress(), port));
      } catch (ConnectException e) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("nobody listens on " + port);
  }

  /** The body of the answer. */
  JsonNode request(String command, String arguments) throws Exception {
    ObjectNode request = JSON.createObjectNode();
    request.put("seq", ++sequence).put("type", "request").put("command", command);
    request.set("arguments", JSON.readTree(arguments));
    byte[] body = JSON.writeValueAsBytes(request);
    byte[] head = ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.UTF_8);
    // In one piece: the network waits before it sends a second small one.
    out.write(ByteBuffer.allocate(head.length + body.length).put(head).put(body).array());
    out.flush();
    while (true) {
      JsonNode message = read();
      if (message.get("type").asText().equals("event")) {
        events.add(message);
      } else if (message.path("request_seq").asInt() == sequence) {
        if (!message.get("success").asBoolean()) {
          throw new AssertionError(command + ": " + message);
        }
        return message.path("body");
      }
    }
  }

  /** The body of the next event of a name; those before it are forgotten. */
  JsonNode event(String name) throws Exception {
    while (true) {
      JsonNode message = events.isEmpty() ? read() : events.removeFirst();
      if (message.path("event").asText().equals(name)) {
        return message.path("body");
      }
    }
  }

  private JsonNode read() throws IOException {
    int length = 0;
    for (String line = line(); !line.isEmpty(); line = line()) {
      length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
    }
    byte[] body = new byte[length];
    in.readFully(body);
    return JSON.readTree(body);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readByte(); c != '\n'; c = in.readByte()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

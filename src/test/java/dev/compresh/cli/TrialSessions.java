package dev.compresh.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Sessions as people have them on their disks, made up. */
final class TrialSessions {
  private TrialSessions() {}

  /** A session of Claude Code with {@code calls} calls of a tool: one request more than that. */
  static String claudeCode(int calls, String word) {
    StringBuilder lines = new StringBuilder();
    lines.append(line(0, message("user", text("Please look at " + word))));
    for (int i = 1; i <= calls; i++) {
      lines.append(line(2 * i - 1, message("assistant", use(i))));
      lines.append(line(2 * i, message("user", result(i, word))));
    }
    return lines.toString();
  }

  /** A request to Anthropic's API in which two results are the same. */
  static String request(String word) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", "claude-sonnet-4-5").put("max_tokens", 100);
    ArrayNode messages = body.putArray("messages");
    messages.add(message("user", text("Please look at " + word)));
    for (int i = 1; i <= 12; i++) {
      messages.add(message("assistant", use(i)));
      messages.add(message("user", result(i, word)));
    }
    return body.toString();
  }

  private static String line(int number, ObjectNode message) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("type", message.path("role").asString());
    line.put("uuid", "u" + number).put("parentUuid", number == 0 ? null : "u" + (number - 1));
    line.put("sessionId", "s").put("isSidechain", false);
    if (message.path("role").asString().equals("assistant")) {
      message.put("model", "claude-opus-4-5");
    }
    line.set("message", message);
    return line + "\n";
  }

  private static ObjectNode message(String role, ObjectNode block) {
    ObjectNode message = JsonNodeFactory.instance.objectNode().put("role", role);
    message.putArray("content").add(block);
    return message;
  }

  private static ObjectNode text(String text) {
    return JsonNodeFactory.instance.objectNode().put("type", "text").put("text", text);
  }

  private static ObjectNode use(int number) {
    ObjectNode use = JsonNodeFactory.instance.objectNode();
    use.put("type", "tool_use").put("id", "t" + number).put("name", "Read");
    use.putObject("input").put("file_path", "/src/file" + number % 3 + ".py");
    return use;
  }

  private static ObjectNode result(int number, String word) {
    StringBuilder file = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      file.append("def function_").append(number % 3).append('_').append(i);
      file.append("(value): return value + ").append(i).append("  # ").append(word).append('\n');
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", "tool_result")
        .put("tool_use_id", "t" + number)
        .put("content", file.toString());
  }

  /** A tar archive of one file. */
  static byte[] tar(String name, byte[] content) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644");
    put(header, 124, String.format("%011o", content.length));
    put(header, 257, "ustar");
    header[156] = '0';
    put(header, 263, "00");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    out.writeBytes(Arrays.copyOf(content, (content.length + 511) / 512 * 512));
    out.writeBytes(new byte[1024]);
    return out.toByteArray();
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}

package dev.compresh.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Session files, and the request bodies that their agents would send. */
final class SessionFiles {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SessionFiles() {}

  /** The sessions of {@code name}: a path, or a file of the shared data. */
  static List<JsonNode> read(String name) throws IOException {
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      String shared = System.getenv().getOrDefault("COMPRESH_SHARED", "../shared");
      path = Path.of(shared, "data", name + ".jsonl.gz");
    }
    List<JsonNode> sessions = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        sessions.add(json(line));
      }
    }
    return sessions;
  }

  static JsonNode json(String text) {
    return MAPPER.readTree(text);
  }

  static ObjectNode body(JsonNode session, List<JsonNode> messages, boolean anthropic) {
    ObjectNode body = MAPPER.createObjectNode();
    if (anthropic) {
      body.put("model", "claude-sonnet-4-5").put("max_tokens", 256);
      return anthropic(tools(body, session), messages);
    }
    body.put("model", "gpt-4o");
    body.putArray("messages").addAll(messages);
    if (session.has("tools")) {
      body.set("tools", session.get("tools"));
    }
    return body;
  }

  private static ObjectNode tools(ObjectNode body, JsonNode session) {
    if (session.has("tools")) {
      ArrayNode tools = body.putArray("tools");
      for (JsonNode tool : session.get("tools")) {
        JsonNode function = tool.get("function");
        ObjectNode out = tools.addObject().put("name", function.get("name").asString());
        out.put("description", function.path("description").asString(""));
        out.set("input_schema", function.get("parameters"));
      }
    }
    return body;
  }

  private static ObjectNode anthropic(ObjectNode body, List<JsonNode> messages) {
    ArrayNode out = MAPPER.createArrayNode();
    for (JsonNode m : messages) {
      String role = m.get("role").asString();
      if (role.equals("system")) {
        body.put("system", m.get("content").asString());
        continue;
      }
      String speaker = role.equals("assistant") ? role : "user";
      boolean same =
          !out.isEmpty() && out.get(out.size() - 1).get("role").asString().equals(speaker);
      ObjectNode target = same ? (ObjectNode) out.get(out.size() - 1) : out.addObject();
      if (!same) {
        target.put("role", speaker).putArray("content");
      }
      blocks(m, role, (ArrayNode) target.get("content"));
    }
    body.set("messages", out);
    return body;
  }

  private static void blocks(JsonNode m, String role, ArrayNode blocks) {
    int before = blocks.size();
    String text = RenderedBody.text(m.get("content"));
    if (role.equals("tool")) {
      blocks
          .addObject()
          .put("type", "tool_result")
          .put("tool_use_id", m.get("tool_call_id").asString())
          .put("content", text);
    } else if (!text.isEmpty()) {
      blocks.addObject().put("type", "text").put("text", text);
    }
    if (m.has("tool_calls")) {
      for (JsonNode call : m.get("tool_calls")) {
        JsonNode function = call.get("function");
        ObjectNode use = blocks.addObject().put("type", "tool_use");
        use.put("id", call.get("id").asString()).put("name", function.get("name").asString());
        use.set("input", json(function.get("arguments").asString()));
      }
    }
    if (blocks.size() == before) {
      blocks.addObject().put("type", "text").put("text", "(no text)");
    }
  }
}

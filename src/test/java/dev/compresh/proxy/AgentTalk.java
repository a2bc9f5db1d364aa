package dev.compresh.proxy;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds Messages bodies of clients that mark nothing: an agent's, a chat's, a classifier's. */
final class AgentTalk {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  final ObjectNode body = JSON.createObjectNode();
  final ArrayNode messages = JSON.createArrayNode();
  private int calls;

  AgentTalk(String model) {
    body.put("model", model).put("max_tokens", 64);
  }

  /** About so many tokens of words that differ with {@code seed}. */
  static String words(int tokens, int seed) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < tokens; i++) {
      text.append(" w").append((seed * 31 + i * 7) % 997);
    }
    return text.toString();
  }

  AgentTalk system(String text) {
    body.put("system", text);
    return this;
  }

  AgentTalk tools(int count) {
    ArrayNode tools = body.putArray("tools");
    for (int i = 0; i < count; i++) {
      ObjectNode tool = tools.addObject().put("name", "tool" + i);
      tool.put("description", "Does" + words(20, i));
      tool.putObject("input_schema").put("type", "object");
    }
    return this;
  }

  AgentTalk user(String text) {
    messages.addObject().put("role", "user").put("content", text);
    return this;
  }

  AgentTalk assistant(String text) {
    messages.addObject().put("role", "assistant").put("content", text);
    return this;
  }

  /** A step: so many calls at once, and their results. */
  AgentTalk step(int parallel, int tokens) {
    ArrayNode uses = messages.addObject().put("role", "assistant").putArray("content");
    ArrayNode results = messages.addObject().put("role", "user").putArray("content");
    for (int i = 0; i < parallel; i++) {
      String id = "toolu_" + calls++;
      ObjectNode use = uses.addObject().put("type", "tool_use").put("id", id).put("name", "tool0");
      use.putObject("input").put("n", calls);
      results
          .addObject()
          .put("type", "tool_result")
          .put("tool_use_id", id)
          .put("content", words(tokens, calls));
    }
    return this;
  }

  String json() {
    body.set("messages", messages);
    return body.toString();
  }
}

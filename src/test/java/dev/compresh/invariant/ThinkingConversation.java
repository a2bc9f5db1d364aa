package dev.compresh.invariant;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A conversation as a client of the Messages API keeps it: with the thinking that it was sent. */
final class ThinkingConversation {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BETA = "thinking-binding-controls-2026-08-01";

  /** What the client says about blocks that are bound to another conversation. */
  enum Control {
    NONE,
    REPORT,
    ERROR,
    DROP_BLOCK
  }

  private final Random random;
  private final String system;
  private final List<String> tools;
  private final Control control;
  private final boolean blocks;
  private boolean marks;
  private final boolean plainSystem;
  private List<ObjectNode> messages = new ArrayList<>();
  private String model;

  ThinkingConversation(
      Random random, String system, List<String> tools, Control control, String model) {
    this.random = random;
    this.system = system;
    this.tools = tools;
    this.control = control;
    this.model = model;
    this.blocks = random.nextBoolean();
    this.marks = random.nextBoolean();
    this.plainSystem = random.nextBoolean();
  }

  /** From now on no part is marked for the provider's cache. */
  ThinkingConversation withoutMarks() {
    marks = false;
    return this;
  }

  List<ObjectNode> messages() {
    return messages;
  }

  /** Goes on from other messages. They are copied where they are changed. */
  void messages(List<ObjectNode> others) {
    messages = new ArrayList<>(others);
  }

  void model(String name) {
    model = name;
  }

  String model() {
    return model;
  }

  boolean reports() {
    return control != Control.NONE;
  }

  void user(String text) {
    ObjectNode message = JSON.createObjectNode().put("role", "user");
    if (blocks) {
      message.putArray("content").add(text(text));
    } else {
      message.put("content", text);
    }
    messages.add(message);
  }

  /** What the assistant said: blocks of the provider's, then what the client makes of the rest. */
  void assistant(List<JsonNode> content, String text, List<ConversationStep.StepCall> calls) {
    ObjectNode message = JSON.createObjectNode().put("role", "assistant");
    ArrayNode all = message.putArray("content");
    content.forEach(all::add);
    if (!text.isEmpty()) {
      all.add(text(text));
    }
    for (ConversationStep.StepCall stepCall : calls) {
      ObjectNode use = JSON.createObjectNode().put("type", "tool_use").put("id", stepCall.id());
      all.add(use.put("name", stepCall.tool()).set("input", JSON.readTree(stepCall.arguments())));
    }
    messages.add(message);
  }

  void results(ConversationStep.ResultsStep resultsStep) {
    ObjectNode message = JSON.createObjectNode().put("role", "user");
    ArrayNode all = message.putArray("content");
    for (ConversationStep.StepResult stepResult : resultsStep.results()) {
      ObjectNode block =
          all.addObject().put("type", "tool_result").put("tool_use_id", stepResult.id());
      block.put("is_error", stepResult.error());
      if (blocks) {
        block.putArray("content").add(text(stepResult.text()));
      } else {
        block.put("content", stepResult.text());
      }
    }
    messages.add(message);
  }

  private static ObjectNode text(String text) {
    return JSON.createObjectNode().put("type", "text").put("text", text);
  }

  /** Takes the thinking out of the messages from {@code from} to before {@code to}. */
  void strip(int from, int to) {
    for (int i = from; i < to; i++) {
      ObjectNode copy = messages.get(i).deepCopy();
      if (copy.path("content") instanceof ArrayNode content) {
        for (int j = content.size() - 1; j >= 0; j--) {
          if (isThinking(content.get(j))) {
            content.remove(j);
          }
        }
      }
      messages.set(i, copy);
    }
  }

  static boolean isThinking(JsonNode block) {
    String type = block.path("type").asString();
    return type.equals("thinking") || type.equals("redacted_thinking");
  }

  /** Signatures of the thinking in {@code body}, in their order. */
  static List<String> thinking(byte[] body) {
    List<String> all = new ArrayList<>();
    for (JsonNode message : JSON.readTree(body).path("messages")) {
      for (JsonNode block : message.path("content")) {
        if (isThinking(block)) {
          all.add(block.path("signature").asString("") + block.path("data").asString(""));
        }
      }
    }
    return all;
  }

  /** What each message of {@code body} says besides its thinking, without marks for caches. */
  static List<String> said(byte[] body) {
    List<String> all = new ArrayList<>();
    for (JsonNode message : JSON.readTree(body).path("messages")) {
      StringBuilder said = new StringBuilder(message.path("role").asString());
      if (message.path("content").isString()) {
        said.append(text(message.path("content").asString()));
      }
      for (JsonNode block : message.path("content").values()) {
        if (!isThinking(block)) {
          ObjectNode copy = (ObjectNode) block.deepCopy();
          copy.remove("cache_control");
          said.append(copy);
        }
      }
      all.add(said.toString());
    }
    return all;
  }

  /** The request as it is; what is no part of what blocks are bound to changes at random. */
  byte[] body(boolean stream, boolean counts) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", model);
    if (!counts) {
      body.put("max_tokens", 2_000 + random.nextInt(3)).put("stream", stream);
    }
    thinking(body);
    if (plainSystem) {
      body.put("system", system);
    } else {
      body.putArray("system").add(text(system));
    }
    ArrayNode offered = body.putArray("tools");
    for (String name : tools) {
      ObjectNode tool = offered.addObject().put("name", name).put("description", "Does " + name);
      tool.putObject("input_schema").put("type", "object");
    }
    ArrayNode all = body.putArray("messages");
    for (int i = 0; i < messages.size(); i++) {
      ObjectNode message = messages.get(i).deepCopy();
      if (marks && i >= messages.size() - 2) {
        mark(message);
      }
      all.add(message);
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void thinking(ObjectNode body) {
    boolean binds = control == Control.ERROR || control == Control.DROP_BLOCK;
    if (!binds && random.nextInt(3) == 0) {
      return;
    }
    ObjectNode thinking = body.putObject("thinking").put("type", "adaptive");
    if (binds) {
      String behavior = control == Control.ERROR ? "error" : "drop_block";
      thinking.putObject("block_binding").put("prefix_mismatch_behavior", behavior);
    }
  }

  /** A mark for the provider's cache, on the last block, as agents move it along. */
  private static void mark(ObjectNode message) {
    if (message.path("content").isString()) {
      String text = message.path("content").asString();
      message.putArray("content").add(text(text));
    }
    JsonNode last = message.path("content").get(message.path("content").size() - 1);
    if (last instanceof ObjectNode block && !isThinking(block)) {
      block.putObject("cache_control").put("type", "ephemeral");
    }
  }

  List<String> headers() {
    List<String> headers = new ArrayList<>(List.of("anthropic-version", "2023-06-01"));
    if (reports()) {
      headers.addAll(List.of("anthropic-beta", "interleaved-thinking-2025-05-14," + BETA));
    }
    return headers;
  }
}

package dev.compresh.replay;

import dev.compresh.dialect.Dialect;
import dev.compresh.replay.Transcript.TranscriptElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds a transcript of OpenAI chat messages from what a session file says was spoken, called and
 * answered.
 */
final class ChatTranscriptBuilder {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The answer that was opened last. */
  static final String LAST = "last";

  private final List<ObjectNode> messages = new ArrayList<>();
  private final Map<String, ObjectNode> answers = new HashMap<>();
  private String model = "gpt-4o";
  private String tools = "";

  void model(String name) {
    model = name.isEmpty() ? model : name;
  }

  void tools(JsonNode list) {
    tools = list.isArray() && !list.isEmpty() ? ",\"tools\":" + list : tools;
  }

  /** Returns whether answer {@code id} was opened before. */
  boolean isKnown(String id) {
    return !id.isEmpty() && answers.containsKey(id);
  }

  /** Adds a message of {@code role} with {@code text}. */
  void say(String role, String text) {
    if (!text.isBlank()) {
      messages.add(JSON.objectNode().put("role", role).put("content", text));
    }
  }

  /**
   * Opens an answer of the model, or goes on with it.
   *
   * @param id what the parts of one answer have in common; empty for an answer of its own
   */
  void answer(String id, String text) {
    ObjectNode known = id.isEmpty() ? null : answers.get(id);
    if (known == null) {
      ObjectNode message = JSON.objectNode().put("role", "assistant").put("content", text);
      messages.add(message);
      answers.put(id, message);
      answers.put(LAST, message);
    } else if (!text.isBlank()) {
      String before = known.path("content").asString("");
      known.put("content", before.isEmpty() ? text : before + "\n" + text);
    }
  }

  /**
   * Adds a call to answer {@code id}, which is opened where there is none.
   *
   * @param id empty for the answer that was added just before, if one was
   */
  void call(String id, String callId, String name, String arguments) {
    ObjectNode message = id.isEmpty() ? lastAnswer() : answers.get(id);
    if (message == null) {
      answer(id, "");
      message = messages.getLast();
    }
    JsonNode calls = message.path("tool_calls");
    ArrayNode list = calls instanceof ArrayNode known ? known : message.putArray("tool_calls");
    ObjectNode call = list.addObject().put("id", callId).put("type", "function");
    call.putObject("function").put("name", name).put("arguments", arguments);
  }

  private @Nullable ObjectNode lastAnswer() {
    ObjectNode last = messages.isEmpty() ? null : messages.getLast();
    return last != null && last.path("role").asString("").equals("assistant") ? last : null;
  }

  /** Adds the result of call {@code callId}. */
  void result(String callId, String text) {
    messages.add(
        JSON.objectNode().put("role", "tool").put("tool_call_id", callId).put("content", text));
  }

  /** Adds this conversation to {@code transcripts}, if a request can be made of it. */
  void addTo(List<Transcript> transcripts, String id) {
    List<TranscriptElement> elements = new ArrayList<>();
    for (ObjectNode message : messages) {
      boolean fromModel = message.path("role").asString("").equals("assistant");
      elements.add(new TranscriptElement(message.toString(), fromModel));
    }
    if (elements.size() > 1) {
      String head = "\"model\":" + JSON.stringNode(model) + tools;
      transcripts.add(new Transcript(id, Dialect.CHAT, head, elements));
    }
  }

  /** The text of {@code content}: a string, or a list of parts with texts. */
  static String text(JsonNode content) {
    if (!content.isArray()) {
      return content.isObject() ? content.path("text").asString("") : content.asString("");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode part : content) {
      String text = part.isString() ? part.asString("") : part.path("text").asString("");
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    return String.join("\n", texts);
  }
}

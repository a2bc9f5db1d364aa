package dev.compresh.sim;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of OpenAI Chat Completions. */
final class ChatCheck {
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");
  private static final Set<String> USER_PARTS = Set.of("text", "image_url", "input_audio", "file");
  private static final Set<String> ASSISTANT_PARTS = Set.of("text", "refusal");
  private static final Set<String> TEXT_PARTS = Set.of("text");

  private final SimulatedProblems simulatedProblems;
  private final Set<String> called = new HashSet<>();
  private final Set<String> unanswered = new HashSet<>();

  ChatCheck(SimulatedProblems simulatedProblems) {
    this.simulatedProblems = simulatedProblems;
  }

  void check(JsonNode body) {
    simulatedProblems.text(body, "", "model");
    JsonNode messages = body.path("messages");
    if (simulatedProblems.require(
        messages.isArray() && !messages.isEmpty(), "messages", "a non-empty array is required")) {
      for (int i = 0; i < messages.size(); i++) {
        message(messages.get(i), "messages[" + i + "]");
      }
      allAnswered("messages[" + (messages.size() - 1) + "]");
    }
    simulatedProblems.flag(body, "stream");
    simulatedProblems.range(body, "temperature", 0, 2);
    simulatedProblems.range(body, "top_p", 0, 1);
    simulatedProblems.whole(body, "max_tokens", 1);
    simulatedProblems.whole(body, "max_completion_tokens", 1);
    simulatedProblems.whole(body, "n", 1);
    simulatedProblems.range(body, "n", 1, 128);
    simulatedProblems.require(
        SimulatedJson.absent(body.path("stream_options")) || body.path("stream").asBoolean(false),
        "stream_options",
        "'stream_options' is only allowed when 'stream' is enabled");
    tools(body);
  }

  private void message(JsonNode message, String path) {
    String role = SimulatedJson.text(message, "role");
    if (!simulatedProblems.requireOneOf(role, ROLES, path + ".role")) {
      return;
    }
    if (role.equals("tool")) {
      answer(message, path);
    } else {
      allAnswered(path);
    }
    JsonNode calls = message.path("tool_calls");
    boolean calling = !SimulatedJson.absent(calls) || SimulatedJson.has(message, "function_call");
    JsonNode content = message.path("content");
    boolean optional =
        role.equals("assistant")
            && (calling
                || SimulatedJson.has(message, "refusal")
                || SimulatedJson.has(message, "audio"));
    if (!SimulatedJson.absent(content)) {
      content(content, partsOf(role), path + ".content");
    } else {
      simulatedProblems.require(optional, path + ".content", "content is required, got null");
    }
    if (!SimulatedJson.absent(calls)
        && simulatedProblems.require(
            role.equals("assistant"), path + ".tool_calls", "not of this role")) {
      calls(calls, path + ".tool_calls");
    }
  }

  private static Set<String> partsOf(String role) {
    return switch (role) {
      case "user" -> USER_PARTS;
      case "assistant" -> ASSISTANT_PARTS;
      default -> TEXT_PARTS;
    };
  }

  private void content(JsonNode content, Set<String> known, String path) {
    if (content.isString()
        || !simulatedProblems.require(
            content.isArray() && !content.isEmpty(), path, "a string or parts are expected")) {
      return;
    }
    for (int i = 0; i < content.size(); i++) {
      JsonNode part = content.get(i);
      String at = path + "[" + i + "]";
      String type = SimulatedJson.text(part, "type");
      if (!simulatedProblems.requireOneOf(type, known, at + ".type")) {
        continue;
      }
      switch (type) {
        case "text", "refusal" ->
            simulatedProblems.require(
                part.path(type).isString(), at + "." + type, "a string is required");
        case "image_url" -> image(part.path("image_url"), at + ".image_url");
        default ->
            simulatedProblems.require(part.path(type).isObject(), at, "an object is required");
      }
    }
  }

  private void image(JsonNode image, String path) {
    String url = SimulatedJson.text(image, "url");
    simulatedProblems.require(
        url.startsWith("data:image/") || url.startsWith("http://") || url.startsWith("https://"),
        path,
        "an http or data URL of an image is expected");
  }

  private void calls(JsonNode calls, String path) {
    simulatedProblems.require(
        calls.isArray() && !calls.isEmpty(), path, "a non-empty array is expected");
    called.clear();
    for (int i = 0; i < calls.size(); i++) {
      JsonNode call = calls.get(i);
      String at = path + "[" + i + "].";
      simulatedProblems.text(call, at, "id");
      String type = SimulatedJson.text(call, "type");
      if (simulatedProblems.requireOneOf(type, Set.of("function", "custom"), at + "type")) {
        JsonNode function = call.path(type);
        simulatedProblems.text(function, at + type + ".", "name");
        String field = type.equals("custom") ? "input" : "arguments";
        simulatedProblems.require(
            function.path(field).isString(), at + field, "a string is required");
      }
      called.add(SimulatedJson.text(call, "id"));
      unanswered.add(SimulatedJson.text(call, "id"));
    }
  }

  private void answer(JsonNode message, String path) {
    String id = SimulatedJson.text(message, "tool_call_id");
    simulatedProblems.text(message, path + ".", "tool_call_id");
    simulatedProblems.require(
        called.contains(id),
        path,
        "a message with role 'tool' must answer a preceding message with 'tool_calls'");
    unanswered.remove(id);
  }

  private void allAnswered(String path) {
    simulatedProblems.require(
        unanswered.isEmpty(),
        path,
        "an assistant message with 'tool_calls' must be followed by tool messages that answer each"
            + " 'tool_call_id'; without answer: "
            + String.join(", ", unanswered));
    unanswered.clear();
    called.clear();
  }

  private void tools(JsonNode body) {
    JsonNode tools = body.path("tools");
    JsonNode choice = body.path("tool_choice");
    if (SimulatedJson.absent(tools)) {
      simulatedProblems.require(
          SimulatedJson.absent(choice), "tool_choice", "only allowed when 'tools' are specified");
      return;
    }
    simulatedProblems.require(
        tools.isArray() && !tools.isEmpty() && tools.size() <= 128, "tools", "1 to 128 expected");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      String type = SimulatedJson.text(tool, "type");
      if (simulatedProblems.requireOneOf(
          type, Set.of("function", "custom"), "tools[" + i + "].type")) {
        String name = SimulatedJson.text(tool.path(type), "name");
        simulatedProblems.toolName(name, "tools[" + i + "]." + type + ".name", 64);
        names.add(name);
      }
    }
    String wanted = SimulatedJson.text(choice.path("function"), "name");
    simulatedProblems.require(
        wanted.isEmpty() || names.contains(wanted), "tool_choice", "no such tool in 'tools'");
  }
}

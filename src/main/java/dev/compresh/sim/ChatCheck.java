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

  private final Problems problems;
  private final Set<String> called = new HashSet<>();
  private final Set<String> unanswered = new HashSet<>();

  ChatCheck(Problems problems) {
    this.problems = problems;
  }

  void check(JsonNode body) {
    problems.text(body, "", "model");
    JsonNode messages = body.path("messages");
    if (problems.require(
        messages.isArray() && !messages.isEmpty(), "messages", "a non-empty array is required")) {
      for (int i = 0; i < messages.size(); i++) {
        message(messages.get(i), "messages[" + i + "]");
      }
      allAnswered("messages[" + (messages.size() - 1) + "]");
    }
    problems.flag(body, "stream");
    problems.range(body, "temperature", 0, 2);
    problems.range(body, "top_p", 0, 1);
    problems.whole(body, "max_tokens", 1);
    problems.whole(body, "max_completion_tokens", 1);
    problems.whole(body, "n", 1);
    problems.range(body, "n", 1, 128);
    problems.require(
        Json.absent(body.path("stream_options")) || body.path("stream").asBoolean(false),
        "stream_options",
        "'stream_options' is only allowed when 'stream' is enabled");
    tools(body);
  }

  private void message(JsonNode message, String path) {
    String role = Json.text(message, "role");
    if (!problems.among(role, ROLES, path + ".role")) {
      return;
    }
    if (role.equals("tool")) {
      answer(message, path);
    } else {
      allAnswered(path);
    }
    JsonNode calls = message.path("tool_calls");
    boolean calling = !Json.absent(calls) || Json.has(message, "function_call");
    JsonNode content = message.path("content");
    boolean optional =
        role.equals("assistant")
            && (calling || Json.has(message, "refusal") || Json.has(message, "audio"));
    if (!Json.absent(content)) {
      content(content, partsOf(role), path + ".content");
    } else {
      problems.require(optional, path + ".content", "content is required, got null");
    }
    if (!Json.absent(calls)
        && problems.require(role.equals("assistant"), path + ".tool_calls", "not of this role")) {
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
        || !problems.require(
            content.isArray() && !content.isEmpty(), path, "a string or parts are expected")) {
      return;
    }
    for (int i = 0; i < content.size(); i++) {
      JsonNode part = content.get(i);
      String at = path + "[" + i + "]";
      String type = Json.text(part, "type");
      if (!problems.among(type, known, at + ".type")) {
        continue;
      }
      switch (type) {
        case "text", "refusal" ->
            problems.require(part.path(type).isString(), at + "." + type, "a string is required");
        case "image_url" -> image(part.path("image_url"), at + ".image_url");
        default -> problems.require(part.path(type).isObject(), at, "an object is required");
      }
    }
  }

  private void image(JsonNode image, String path) {
    String url = Json.text(image, "url");
    problems.require(
        url.startsWith("data:image/") || url.startsWith("http://") || url.startsWith("https://"),
        path,
        "an http or data URL of an image is expected");
  }

  private void calls(JsonNode calls, String path) {
    problems.require(calls.isArray() && !calls.isEmpty(), path, "a non-empty array is expected");
    called.clear();
    for (int i = 0; i < calls.size(); i++) {
      JsonNode call = calls.get(i);
      String at = path + "[" + i + "].";
      problems.text(call, at, "id");
      String type = Json.text(call, "type");
      if (problems.among(type, Set.of("function", "custom"), at + "type")) {
        JsonNode function = call.path(type);
        problems.text(function, at + type + ".", "name");
        String field = type.equals("custom") ? "input" : "arguments";
        problems.require(function.path(field).isString(), at + field, "a string is required");
      }
      called.add(Json.text(call, "id"));
      unanswered.add(Json.text(call, "id"));
    }
  }

  private void answer(JsonNode message, String path) {
    String id = Json.text(message, "tool_call_id");
    problems.text(message, path + ".", "tool_call_id");
    problems.require(
        called.contains(id),
        path,
        "a message with role 'tool' must answer a preceding message with 'tool_calls'");
    unanswered.remove(id);
  }

  private void allAnswered(String path) {
    problems.require(
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
    if (Json.absent(tools)) {
      problems.require(
          Json.absent(choice), "tool_choice", "only allowed when 'tools' are specified");
      return;
    }
    problems.require(
        tools.isArray() && !tools.isEmpty() && tools.size() <= 128, "tools", "1 to 128 expected");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < tools.size(); i++) {
      JsonNode tool = tools.get(i);
      String type = Json.text(tool, "type");
      if (problems.among(type, Set.of("function", "custom"), "tools[" + i + "].type")) {
        String name = Json.text(tool.path(type), "name");
        problems.toolName(name, "tools[" + i + "]." + type + ".name", 64);
        names.add(name);
      }
    }
    String wanted = Json.text(choice.path("function"), "name");
    problems.require(
        wanted.isEmpty() || names.contains(wanted), "tool_choice", "no such tool in 'tools'");
  }
}

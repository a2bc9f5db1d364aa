package dev.compresh.sim;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The rules of OpenAI Responses. */
final class ResponsesCheck {
  /** Items that call, and those that answer them. */
  private static final Map<String, String> ANSWERS =
      Map.of(
          "function_call", "function_call_output",
          "custom_tool_call", "custom_tool_call_output",
          "local_shell_call", "local_shell_call_output",
          "shell_call", "shell_call_output",
          "apply_patch_call", "apply_patch_call_output",
          "computer_call", "computer_call_output");

  private static final Set<String> OTHERS =
      Set.of(
          "message",
          "reasoning",
          "item_reference",
          "additional_tools",
          "agent_message",
          "compaction",
          "compaction_summary",
          "compaction_trigger",
          "context_compaction",
          "program",
          "program_output",
          "web_search_call",
          "file_search_call",
          "code_interpreter_call",
          "image_generation_call",
          "mcp_call",
          "mcp_list_tools",
          "mcp_approval_request",
          "mcp_approval_response",
          "tool_search_call",
          "tool_search_output");

  private static final Set<String> INPUT_PARTS =
      Set.of("input_text", "input_image", "input_file", "input_audio");
  private static final Set<String> OUTPUT_PARTS = Set.of("output_text", "refusal");
  private static final Set<String> ROLES = Set.of("user", "assistant", "system", "developer");

  private final SimulatedProblems simulatedProblems;
  private final Set<String> calls = new HashSet<>();
  private final Set<String> answered = new HashSet<>();

  ResponsesCheck(SimulatedProblems simulatedProblems) {
    this.simulatedProblems = simulatedProblems;
  }

  void check(JsonNode body) {
    simulatedProblems.text(body, "", "model");
    JsonNode input = body.path("input");
    if (SimulatedJson.absent(input)) {
      simulatedProblems.require(
          continued(body) || SimulatedJson.has(body, "prompt"), "input", "the input is required");
    } else if (!input.isString()
        && simulatedProblems.require(
            input.isArray(), "input", "a string or an array is expected")) {
      for (int i = 0; i < input.size(); i++) {
        JsonNode next = i + 1 < input.size() ? input.get(i + 1) : SimulatedJson.object();
        item(input.get(i), next, "input[" + i + "]", body);
      }
      calls.removeAll(answered);
      for (String call : calls) {
        simulatedProblems.add("input", "no tool output was found for function call " + call);
      }
    }
    simulatedProblems.flag(body, "stream");
    simulatedProblems.range(body, "temperature", 0, 2);
    simulatedProblems.whole(body, "max_output_tokens", 16);
    JsonNode tools = body.path("tools");
    for (int i = 0; i < tools.size(); i++) {
      if (SimulatedJson.text(tools.get(i), "type").equals("function")) {
        simulatedProblems.toolName(
            SimulatedJson.text(tools.get(i), "name"), "tools[" + i + "].name", 64);
      }
    }
  }

  private void item(JsonNode item, JsonNode next, String path, JsonNode body) {
    String type = typeOf(item);
    if (type.equals("message")) {
      message(item, path);
    } else if (ANSWERS.containsKey(type)) {
      call(item, type, path);
    } else if (ANSWERS.containsValue(type)) {
      output(item, path, continued(body));
    } else {
      simulatedProblems.requireOneOf(type, OTHERS, path + ".type");
    }
    if (type.equals("reasoning")) {
      // where nothing is stored, the provider does not know what followed
      simulatedProblems.require(
          generated(next) || !body.path("store").asBoolean(true),
          path,
          "an item of type 'reasoning' was provided without its required following item");
      simulatedProblems.require(
          item.path("summary").isArray(), path + ".summary", "an array is required");
    }
    identifier(item, type, path);
  }

  private static boolean continued(JsonNode body) {
    return SimulatedJson.has(body, "previous_response_id")
        || SimulatedJson.has(body, "conversation");
  }

  private static String typeOf(JsonNode item) {
    String type = SimulatedJson.text(item, "type");
    return type.isEmpty() && SimulatedJson.has(item, "role") ? "message" : type;
  }

  /** Returns whether the model made this item: only such can follow its reasoning. */
  private static boolean generated(JsonNode item) {
    String type = typeOf(item);
    return type.equals("message")
        ? SimulatedJson.text(item, "role").equals("assistant")
        : type.endsWith("_call") || type.equals("reasoning") || type.equals("item_reference");
  }

  private void message(JsonNode item, String path) {
    String role = SimulatedJson.text(item, "role");
    if (!simulatedProblems.requireOneOf(role, ROLES, path + ".role")) {
      return;
    }
    JsonNode content = item.path("content");
    if (content.isString()
        || !simulatedProblems.require(
            content.isArray(), path + ".content", "a string or an array is expected")) {
      return;
    }
    Set<String> known = role.equals("assistant") ? OUTPUT_PARTS : INPUT_PARTS;
    for (int i = 0; i < content.size(); i++) {
      JsonNode part = content.get(i);
      String at = path + ".content[" + i + "]";
      String type = SimulatedJson.text(part, "type");
      if (simulatedProblems.requireOneOf(type, known, at + ".type") && type.endsWith("_text")) {
        simulatedProblems.require(
            part.path("text").isString(), at + ".text", "a string is required");
      }
    }
  }

  private void call(JsonNode item, String type, String path) {
    String id = SimulatedJson.text(item, "call_id");
    if (!simulatedProblems.text(item, path + ".", "call_id")) {
      return;
    }
    simulatedProblems.require(calls.add(id), path + ".call_id", "call id " + id + " is used twice");
    if (type.equals("function_call")) {
      simulatedProblems.text(item, path + ".", "name");
      simulatedProblems.require(
          item.path("arguments").isString(), path + ".arguments", "a string is required");
    }
  }

  private void output(JsonNode item, String path, boolean continued) {
    String id = SimulatedJson.text(item, "call_id");
    JsonNode output = item.path("output");
    simulatedProblems.require(
        calls.contains(id) || continued,
        path,
        "no tool call was found for the function call output with call_id " + id);
    simulatedProblems.require(
        output.isString() || output.isArray() || output.isObject(),
        path + ".output",
        "the output is required");
    answered.add(id);
  }

  private void identifier(JsonNode item, String type, String path) {
    String prefix =
        switch (type) {
          case "function_call" -> "fc_";
          case "reasoning" -> "rs_";
          case "message" -> SimulatedJson.text(item, "role").equals("assistant") ? "msg_" : "";
          default -> "";
        };
    String id = SimulatedJson.text(item, "id");
    simulatedProblems.require(
        id.isEmpty() || id.startsWith(prefix),
        path + ".id",
        "an id that begins with '" + prefix + "' is expected");
  }
}

package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Which tools to call.
 *
 * @param mode whether calls are forbidden, free, or required
 * @param name the one tool that must be called, empty for any
 * @param parallel whether more than one call may be made
 */
record ToolChoice(Mode mode, String name, boolean parallel) {

  /** How free the model is. */
  enum Mode {
    NONE,
    AUTO,
    REQUIRED
  }

  /** OpenAI's {@code tool_choice}, in the shape of either of its APIs. */
  static ToolChoice openAi(JsonNode body) {
    JsonNode choice = body.path("tool_choice");
    boolean parallel = body.path("parallel_tool_calls").asBoolean(true);
    if (choice.isObject()) {
      String name = Json.text(choice.path("function"), "name") + Json.text(choice, "name");
      return new ToolChoice(Mode.REQUIRED, name, parallel);
    }
    return new ToolChoice(mode(choice.stringValue("auto")), "", parallel);
  }

  /** Anthropic's {@code tool_choice}. */
  static ToolChoice anthropic(JsonNode body) {
    JsonNode choice = body.path("tool_choice");
    boolean parallel = !choice.path("disable_parallel_tool_use").asBoolean(false);
    String type = Json.has(choice, "type") ? Json.text(choice, "type") : "auto";
    return new ToolChoice(mode(type), Json.text(choice, "name"), parallel);
  }

  private static Mode mode(String word) {
    return switch (word) {
      case "none" -> Mode.NONE;
      case "required", "any", "tool" -> Mode.REQUIRED;
      default -> Mode.AUTO;
    };
  }

  /** The tools to call: those that the user's words name, or the one that has to be. */
  List<Tool> pick(List<Tool> offered, Reading reading) {
    List<Tool> picked = new ArrayList<>();
    if (mode == Mode.NONE || offered.isEmpty()) {
      return picked;
    }
    String words = reading.userTurn() ? reading.lastUser().toLowerCase(Locale.ROOT) : "";
    for (Tool tool : offered) {
      boolean named = words.contains(tool.name().toLowerCase(Locale.ROOT));
      boolean wanted = name.isEmpty() ? named : tool.name().equals(name);
      if (wanted && !tool.name().isEmpty() && (parallel || picked.isEmpty())) {
        picked.add(tool);
      }
    }
    if (picked.isEmpty() && mode == Mode.REQUIRED) {
      picked.add(offered.getFirst());
    }
    return picked;
  }
}

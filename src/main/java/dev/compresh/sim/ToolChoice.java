package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * The tools to call.
 *
 * @param mode whether calls are forbidden, free, or required
 * @param name the one tool that must be called, empty for any
 * @param parallel whether more than one call may be made
 */
record ToolChoice(ToolChoiceMode mode, String name, boolean parallel) {

  /** The freedom of the model to call tools. */
  enum ToolChoiceMode {
    NONE,
    AUTO,
    REQUIRED
  }

  /** OpenAI's {@code tool_choice}, in the shape of either of its APIs. */
  static ToolChoice openAi(JsonNode body) {
    JsonNode choice = body.path("tool_choice");
    boolean parallel = body.path("parallel_tool_calls").asBoolean(true);
    if (choice.isObject()) {
      String name =
          SimulatedJson.text(choice.path("function"), "name") + SimulatedJson.text(choice, "name");
      return new ToolChoice(ToolChoiceMode.REQUIRED, name, parallel);
    }
    return new ToolChoice(mode(choice.stringValue("auto")), "", parallel);
  }

  /** Anthropic's {@code tool_choice}. */
  static ToolChoice anthropic(JsonNode body) {
    JsonNode choice = body.path("tool_choice");
    boolean parallel = !choice.path("disable_parallel_tool_use").asBoolean(false);
    String type = SimulatedJson.has(choice, "type") ? SimulatedJson.text(choice, "type") : "auto";
    return new ToolChoice(mode(type), SimulatedJson.text(choice, "name"), parallel);
  }

  /** Gemini's {@code toolConfig.functionCallingConfig}. */
  static ToolChoice gemini(JsonNode body) {
    JsonNode config =
        GeminiReading.either(
            GeminiReading.either(body, "toolConfig", "tool_config"),
            "functionCallingConfig",
            "function_calling_config");
    JsonNode allowed =
        GeminiReading.either(config, "allowedFunctionNames", "allowed_function_names");
    String name = allowed.size() == 1 ? allowed.get(0).stringValue("") : "";
    String mode = SimulatedJson.text(config, "mode").toLowerCase(Locale.ROOT);
    return new ToolChoice(mode(mode), name, true);
  }

  private static ToolChoiceMode mode(String word) {
    return switch (word) {
      case "none" -> ToolChoiceMode.NONE;
      case "required", "any", "tool" -> ToolChoiceMode.REQUIRED;
      default -> ToolChoiceMode.AUTO;
    };
  }

  /** The tools to call: those that the user's words name, or the one that has to be. */
  List<OfferedTool> pick(List<OfferedTool> offered, PromptReading promptReading) {
    List<OfferedTool> picked = new ArrayList<>();
    if (mode == ToolChoiceMode.NONE || offered.isEmpty()) {
      return picked;
    }
    String words =
        promptReading.userTurn() ? promptReading.lastUser().toLowerCase(Locale.ROOT) : "";
    for (OfferedTool offeredTool : offered) {
      boolean named = words.contains(offeredTool.name().toLowerCase(Locale.ROOT));
      boolean wanted = name.isEmpty() ? named : offeredTool.name().equals(name);
      if (wanted && !offeredTool.name().isEmpty() && (parallel || picked.isEmpty())) {
        picked.add(offeredTool);
      }
    }
    if (picked.isEmpty() && mode == ToolChoiceMode.REQUIRED) {
      picked.add(offered.getFirst());
    }
    return picked;
  }
}

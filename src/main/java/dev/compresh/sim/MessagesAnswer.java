package dev.compresh.sim;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer as an Anthropic message. */
final class MessagesAnswer {
  /** A text of the vendor's that makes the model's thinking come back hidden. */
  static final String HIDE_THINKING =
      "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING"
          + "_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB";

  private final SimulatedIds simulatedIds;
  private final ModelQuestion modelQuestion;
  private final ThinkingControls controls;
  private final CheckedThinking thinking;

  MessagesAnswer(
      SimulatedIds simulatedIds,
      ModelQuestion modelQuestion,
      ThinkingControls controls,
      CheckedThinking thinking) {
    this.simulatedIds = simulatedIds;
    this.modelQuestion = modelQuestion;
    this.controls = controls;
    this.thinking = thinking;
  }

  ObjectNode message(SimulatedAnswer simulatedAnswer) {
    ObjectNode message = SimulatedJson.object().put("id", simulatedIds.next("msg_"));
    message.put("type", "message").put("role", "assistant").put("model", modelQuestion.model());
    ArrayNode content = message.putArray("content");
    for (OutputPiece outputPiece : simulatedAnswer.outputs()) {
      content.add(block(outputPiece, simulatedAnswer.reasoning()));
    }
    message.put("stop_reason", stop(simulatedAnswer)).putNull("stop_sequence");
    CacheUse cache = modelQuestion.cache();
    ObjectNode usage = message.putObject("usage");
    usage.put("input_tokens", cache.fresh());
    usage.put("cache_creation_input_tokens", cache.written());
    usage.put("cache_read_input_tokens", cache.read());
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", cache.write5m())
        .put("ephemeral_1h_input_tokens", cache.write1h());
    usage.put("output_tokens", simulatedAnswer.tokens()).put("service_tier", "standard");
    if (controls.reports()) {
      thinking.report(message);
    }
    return message;
  }

  private ObjectNode block(OutputPiece outputPiece, int reasoning) {
    return switch (outputPiece) {
      case OutputPiece.ThinkingOutput(String text) -> thinking(text, thinking.origin(reasoning));
      case OutputPiece.TextOutput(String text) -> SimulatedJson.typed("text").put("text", text);
      case OutputPiece.ToolCallOutput(String name, String arguments) ->
          SimulatedJson.typed("tool_use")
              .put("id", simulatedIds.next("toolu_"))
              .put("name", name)
              .set("input", SimulatedJson.read(arguments));
    };
  }

  private ObjectNode thinking(String text, ThinkingOrigin origin) {
    if (modelQuestion.reading().lastUser().contains(HIDE_THINKING)) {
      return SimulatedJson.typed("redacted_thinking")
          .put("data", ThinkingSignature.sign("", origin));
    }
    String shown = controls.shows() ? text : "";
    return SimulatedJson.typed("thinking")
        .put("thinking", shown)
        .put("signature", ThinkingSignature.sign(shown, origin));
  }

  private static String stop(SimulatedAnswer simulatedAnswer) {
    return switch (simulatedAnswer.stop()) {
      case END -> "end_turn";
      case LENGTH -> "max_tokens";
      case TOOLS -> "tool_use";
    };
  }
}

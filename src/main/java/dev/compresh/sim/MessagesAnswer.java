package dev.compresh.sim;

import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes an answer as an Anthropic message. */
final class MessagesAnswer {
  /** A text of the vendor's that makes the model's thinking come back hidden. */
  static final String HIDE_THINKING =
      "ANTHROPIC_MAGIC_STRING_TRIGGER_REDACTED_THINKING"
          + "_46C9A13E193C177646C7398A98432ECCCE4C1253D5E2D82641AC0E52CC2876CB";

  private final Ids ids;
  private final Ask ask;
  private final ThinkingControls controls;
  private final CheckedThinking thinking;

  MessagesAnswer(Ids ids, Ask ask, ThinkingControls controls, CheckedThinking thinking) {
    this.ids = ids;
    this.ask = ask;
    this.controls = controls;
    this.thinking = thinking;
  }

  ObjectNode message(Answer answer) {
    ObjectNode message = Json.object().put("id", ids.next("msg_"));
    message.put("type", "message").put("role", "assistant").put("model", ask.model());
    ArrayNode content = message.putArray("content");
    for (Output output : answer.outputs()) {
      content.add(block(output, answer.reasoning()));
    }
    message.put("stop_reason", stop(answer)).putNull("stop_sequence");
    CacheUse cache = ask.cache();
    ObjectNode usage = message.putObject("usage");
    usage.put("input_tokens", cache.fresh());
    usage.put("cache_creation_input_tokens", cache.written());
    usage.put("cache_read_input_tokens", cache.read());
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", cache.write5m())
        .put("ephemeral_1h_input_tokens", cache.write1h());
    usage.put("output_tokens", answer.tokens()).put("service_tier", "standard");
    if (controls.reports()) {
      thinking.report(message);
    }
    return message;
  }

  private ObjectNode block(Output output, int reasoning) {
    return switch (output) {
      case Output.Thinking(String text) -> thinking(text, thinking.origin(reasoning));
      case Output.Words(String text) -> Json.typed("text").put("text", text);
      case Output.Call(String name, String arguments) ->
          Json.typed("tool_use")
              .put("id", ids.next("toolu_"))
              .put("name", name)
              .set("input", Json.read(arguments));
    };
  }

  private ObjectNode thinking(String text, ThinkingOrigin origin) {
    if (ask.reading().lastUser().contains(HIDE_THINKING)) {
      return Json.typed("redacted_thinking").put("data", Signature.of("", origin));
    }
    String shown = controls.shows() ? text : "";
    return Json.typed("thinking")
        .put("thinking", shown)
        .put("signature", Signature.of(shown, origin));
  }

  private static String stop(Answer answer) {
    return switch (answer.stop()) {
      case END -> "end_turn";
      case LENGTH -> "max_tokens";
      case TOOLS -> "tool_use";
    };
  }
}

package dev.compresh.sim;

import dev.compresh.http.Headers;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The thinking settings of a Messages request.
 *
 * @param thinks whether the answer begins with thinking
 * @param shows whether the thinking's text is shown
 * @param reports whether the answer says what was done with thinking sent back
 * @param mismatch what is to be done with thinking bound to another conversation, null where the
 *     request does not say
 */
record ThinkingControls(
    boolean thinks, boolean shows, boolean reports, @Nullable MismatchControl mismatch) {
  private static final String BETA = "thinking-binding-controls-2026-08-01";
  private static final String BEHAVIOR = "prefix_mismatch_behavior";

  /** The treatment of thinking bound to another conversation. */
  enum MismatchControl {
    ERROR,
    DROP_BLOCK
  }

  /** Reads them; refuses what the model does not take. */
  static ThinkingControls read(SimulatedCall simulatedCall) throws SimulatedRefusal {
    JsonNode thinking = simulatedCall.body().path("thinking");
    ClaudeModel model = ClaudeModel.of(simulatedCall.model());
    String type = SimulatedJson.text(thinking, "type");
    if (model.isBound() && !takes(model, type)) {
      throw SimulatedRefusal.invalid(
          null,
          "\"thinking.type."
              + type
              + "\" is not supported for this model. Use \"thinking.type.adaptive\" and"
              + " \"output_config.effort\" to control thinking behavior.");
    }
    boolean reports = isBeta(simulatedCall.request().headers());
    String display = SimulatedJson.text(thinking, "display");
    return new ThinkingControls(
        model.isBound()
            ? !type.equals("disabled")
            : type.equals("enabled") || type.equals("adaptive"),
        model.isBound() ? display.equals("summarized") : !display.equals("omitted"),
        reports,
        mismatch(thinking, reports));
  }

  private static boolean takes(ClaudeModel model, String type) {
    return switch (type) {
      case "", "adaptive" -> true;
      case "between_tools" -> model.family().equals("sonnet");
      case "disabled" -> model.family().equals("haiku");
      default -> false;
    };
  }

  private static boolean isBeta(Headers headers) {
    for (String line : headers.all("anthropic-beta")) {
      for (String value : line.split(",", -1)) {
        if (value.strip().equals(BETA)) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable MismatchControl mismatch(JsonNode thinking, boolean beta)
      throws SimulatedRefusal {
    if (!thinking.has("block_binding")) {
      return null;
    }
    String type =
        SimulatedJson.has(thinking, "type") ? SimulatedJson.text(thinking, "type") : "adaptive";
    String path = "thinking." + type + ".block_binding";
    if (!beta) {
      throw SimulatedRefusal.invalid(null, path + ": Extra inputs are not permitted");
    }
    JsonNode behavior = thinking.path("block_binding").path(BEHAVIOR);
    if (SimulatedJson.absent(behavior)) {
      return null;
    }
    for (MismatchControl each : MismatchControl.values()) {
      if (behavior.stringValue("").equals(each.name().toLowerCase(Locale.ROOT))) {
        return each;
      }
    }
    throw SimulatedRefusal.invalid(
        null, path + "." + BEHAVIOR + ": Input should be 'error' or 'drop_block'");
  }

  /** The end of the message that refuses a mismatch: how to have the block dropped instead. */
  String remedy() {
    String remedy =
        "Remove the block, or set `thinking.block_binding." + BEHAVIOR + "` to \"drop_block\".";
    return reports
        ? remedy
        : remedy
            + " That setting requires the `"
            + BETA
            + "` value in the `anthropic-beta` header.";
  }
}

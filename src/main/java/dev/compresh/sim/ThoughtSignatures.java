package dev.compresh.sim;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Thought signatures of Gemini from version 3 on, in the shape of Chat Completions and in its own:
 * the first tool call of each step of the current turn must bring its own back. Earlier turns are
 * not checked.
 */
final class ThoughtSignatures {
  private static final String NAME = "gemini-";
  private static final int FIRST_VERSION = 3;

  /** Signatures that the vendor takes for calls that a model never made. */
  private static final Set<String> DUMMIES =
      Set.of("skip_thought_signature_validator", "context_engineering_is_the_way_to_go");

  private ThoughtSignatures() {}

  static boolean applyTo(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    int at = name.indexOf(NAME);
    int digit = at + NAME.length();
    return at >= 0
        && digit < name.length()
        && Character.digit(name.charAt(digit), 10) >= FIRST_VERSION;
  }

  /** Adds a signature to a tool call. */
  static void sign(ObjectNode call, OutputPiece.ToolCallOutput made) {
    call.putObject("extra_content").putObject("google").put("thought_signature", seal(made));
  }

  /** The signature of a tool call. */
  static String seal(OutputPiece.ToolCallOutput made) {
    JsonNode payload =
        SimulatedJson.object().put("name", made.name()).put("arguments", made.arguments());
    return AuthenticatedToken.seal(AuthenticatedToken.TokenPurpose.THOUGHT, payload, "");
  }

  /** Returns what the vendor says against contents of its own API; null where nothing is wrong. */
  static @Nullable String problemInContents(JsonNode contents) {
    int position = 0;
    String problem = null;
    for (JsonNode content : contents) {
      position++;
      JsonNode call = null;
      boolean isAnswer = false;
      for (JsonNode part : content.path("parts")) {
        isAnswer |= part.has("functionResponse") || part.has("function_response");
        boolean isCall = part.has("functionCall") || part.has("function_call");
        call = call == null && isCall ? part : call;
      }
      if (!SimulatedJson.text(content, "role").equals("model")) {
        problem = isAnswer ? problem : null; // a new turn: what came before it is not checked
      } else if (problem == null && call != null) {
        JsonNode signature = GeminiReading.either(call, "thoughtSignature", "thought_signature");
        String name =
            SimulatedJson.text(GeminiReading.either(call, "functionCall", "function_call"), "name");
        problem = problem(signature.stringValue(""), name, position);
      }
    }
    return problem;
  }

  /** Returns what the vendor says against the conversation; null where nothing is wrong with it. */
  static @Nullable String problem(JsonNode messages) {
    int position = 0;
    String problem = null;
    for (JsonNode message : messages) {
      String role = SimulatedJson.text(message, "role");
      if (role.equals("system") || role.equals("developer")) {
        continue;
      }
      position++;
      if (role.equals("user")) {
        problem = null; // a new turn: what came before it is not checked
      } else if (problem == null && message.path("tool_calls").size() > 0) {
        problem = problem(message.path("tool_calls").get(0), position);
      }
    }
    return problem;
  }

  private static @Nullable String problem(JsonNode call, int position) {
    JsonNode google = call.path("extra_content").path("google");
    return problem(
        SimulatedJson.text(google, "thought_signature"),
        SimulatedJson.text(call.path("function"), "name"),
        position);
  }

  private static @Nullable String problem(String signature, String name, int position) {
    if (signature.isEmpty()) {
      return "Function call is missing a thought_signature in functionCall parts. This is required"
          + " for tools to work correctly, and missing thought_signature may lead to degraded model"
          + " performance. Additional data, function call `default_api:"
          + name
          + "` , position "
          + position
          + ". Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more"
          + " details.";
    }
    boolean isValid =
        DUMMIES.contains(signature)
            || AuthenticatedToken.open(AuthenticatedToken.TokenPurpose.THOUGHT, signature, "")
                != null;
    return isValid ? null : "Thought signature is not valid";
  }

  /** The vendor's own shape of an error. */
  static byte[] error(String problem) {
    ObjectNode error = SimulatedJson.object().put("code", 400).put("message", problem);
    error.put("status", "INVALID_ARGUMENT");
    return SimulatedJson.bytes(
        SimulatedJson.array().add(SimulatedJson.object().set("error", error)));
  }
}

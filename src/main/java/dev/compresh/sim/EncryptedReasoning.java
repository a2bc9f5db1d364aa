package dev.compresh.sim;

import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Reasoning that a Responses client keeps itself. It belongs to the organisation that got it. */
final class EncryptedReasoning {
  private static final String INCLUDED = "reasoning.encrypted_content";
  private static final int SHOWN = 4;

  private EncryptedReasoning() {}

  /**
   * Returns whether reasoning is handed out encrypted: the client asks for it, or nothing is
   * stored.
   */
  static boolean isWanted(JsonNode body) {
    for (JsonNode each : body.path("include")) {
      if (each.stringValue("").equals(INCLUDED)) {
        return true;
      }
    }
    return !body.path("store").asBoolean(true);
  }

  /** Returns whether the model reasons where a request does not say. */
  static boolean isReasoning(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    name = name.substring(name.lastIndexOf('/') + 1);
    if (name.startsWith("gpt-")) {
      int digit = name.length() > 4 ? Character.digit(name.charAt(4), 10) : -1;
      return digit >= 5 && !name.contains("chat");
    }
    return name.length() > 1 && name.charAt(0) == 'o' && Character.digit(name.charAt(1), 10) > 0;
  }

  static String encrypt(String text, String account) {
    JsonNode payload = SimulatedJson.object().put("account", account).put("text", text);
    return AuthenticatedToken.seal(AuthenticatedToken.TokenPurpose.REASONING, payload, "");
  }

  /** Refuses reasoning that was changed, or that another organisation got. */
  static void check(JsonNode body, String account) throws SimulatedRefusal {
    JsonNode input = body.path("input");
    for (int i = 0; input.isArray() && i < input.size(); i++) {
      JsonNode item = input.get(i);
      String content = SimulatedJson.text(item, "encrypted_content");
      if (!SimulatedJson.text(item, "type").equals("reasoning")
          || !AuthenticatedToken.isOwn(content)) {
        continue;
      }
      JsonNode payload =
          AuthenticatedToken.open(AuthenticatedToken.TokenPurpose.REASONING, content, "");
      if (payload == null) {
        throw refusal(item, "Encrypted content could not be decrypted or parsed.");
      }
      if (!SimulatedJson.text(payload, "account").equals(account)) {
        throw refusal(
            item, "Encrypted content organization_id did not match the target organization.");
      }
    }
  }

  private static SimulatedRefusal refusal(JsonNode item, String reason) {
    String id = SimulatedJson.text(item, "id");
    String content = SimulatedJson.text(item, "encrypted_content");
    String end = content.substring(content.length() - SHOWN);
    String name =
        id.isEmpty() ? " " + content.substring(0, SHOWN) + "..." + end : " for item " + id;
    return new SimulatedRefusal(
        400,
        "invalid_request_error",
        "invalid_encrypted_content",
        null,
        "The encrypted content" + name + " could not be verified. Reason: " + reason);
  }
}

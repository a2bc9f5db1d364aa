package dev.compresh.sim;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signatures of thinking blocks. The simulated provider can tell whether thinking that it signed
 * was changed, and how it was made; of signatures that others made it knows nothing.
 */
final class ThinkingSignature {
  private ThinkingSignature() {}

  static String sign(String thinking, ThinkingOrigin origin) {
    BoundPrefix prefix = origin.prefix();
    ObjectNode payload = SimulatedJson.object().put("model", origin.model());
    payload.put("account", origin.account()).put("tokens", origin.tokens());
    payload.put("last", origin.chain().last()).put("length", origin.chain().length());
    payload.put("system", prefix.system()).put("tools", prefix.tools());
    payload.put("content", prefix.content()).put("pieces", prefix.pieces());
    payload.put("start", prefix.start());
    ArrayNode recent = payload.putArray("recent");
    prefix.recent().forEach(recent::add);
    return AuthenticatedToken.seal(AuthenticatedToken.TokenPurpose.THINKING, payload, thinking);
  }

  /** Returns whether the signature fits the thinking, or is not this provider's. */
  static boolean plausible(String thinking, String signature) {
    return !AuthenticatedToken.isOwn(signature) || origin(thinking, signature) != null;
  }

  /**
   * Returns how the thinking was made; null where the signature is not this provider's, or does not
   * fit.
   */
  static @Nullable ThinkingOrigin origin(String thinking, String signature) {
    JsonNode payload =
        AuthenticatedToken.open(AuthenticatedToken.TokenPurpose.THINKING, signature, thinking);
    if (payload == null) {
      return null;
    }
    List<String> recent = new ArrayList<>();
    payload.path("recent").forEach(piece -> recent.add(piece.stringValue("")));
    BoundPrefix prefix =
        new BoundPrefix(
            SimulatedJson.text(payload, "system"),
            SimulatedJson.text(payload, "tools"),
            SimulatedJson.text(payload, "content"),
            payload.path("pieces").asInt(0),
            SimulatedJson.text(payload, "start"),
            recent);
    return new ThinkingOrigin(
        SimulatedJson.text(payload, "model"),
        SimulatedJson.text(payload, "account"),
        payload.path("tokens").asInt(0),
        prefix,
        new ThinkingChain(SimulatedJson.text(payload, "last"), payload.path("length").asInt(0)));
  }
}

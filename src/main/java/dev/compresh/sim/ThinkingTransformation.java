package dev.compresh.sim;

import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/**
 * The change made to a thinking block that failed a check.
 *
 * @param isDropped whether the model does not see it
 */
record ThinkingTransformation(ThinkingPlace place, DropReason reason, boolean isDropped) {

  /** The check that a block failed. */
  enum DropReason {
    ORGANIZATION,
    MODEL,
    PREFIX
  }

  ObjectNode json() {
    return SimulatedJson.typed(isDropped ? "thinking_dropped" : "thinking_mismatch_allowed")
        .put("path", place.path())
        .put("reason", reason.name().toLowerCase(Locale.ROOT) + "_binding_mismatch");
  }
}

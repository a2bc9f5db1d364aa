package dev.compresh.sim;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request whose thinking was checked.
 *
 * @param transformations one for each block that failed a check, in order
 * @param chain the blocks before the answer
 * @param prefix what the answer's thinking is bound to
 */
record CheckedThinking(
    SimulatedCall call,
    List<ThinkingTransformation> transformations,
    ThinkingChain chain,
    BoundPrefix prefix) {

  /** The body that the model sees. */
  JsonNode body() {
    List<ThinkingTransformation> dropped =
        transformations.stream().filter(ThinkingTransformation::isDropped).toList();
    if (dropped.isEmpty()) {
      return call.body();
    }
    JsonNode body = call.body().deepCopy();
    for (ThinkingTransformation each : dropped.reversed()) {
      JsonNode message = body.path("messages").path(each.place().message());
      if (message.path("content") instanceof ArrayNode content) {
        content.remove(each.place().block());
      }
    }
    return body;
  }

  /** Returns how thinking in the answer is made. */
  ThinkingOrigin origin(int tokens) {
    return new ThinkingOrigin(call.model(), call.account(), tokens, prefix, chain);
  }

  void report(ObjectNode message) {
    ArrayNode all = message.putArray("input_transformations");
    transformations.forEach(each -> all.add(each.json()));
  }
}

package dev.compresh.sim;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code cache_control} on blocks. Its place is not part of what is cached. */
final class CacheMarks {
  private static final String MARK = "cache_control";

  private CacheMarks() {}

  /** The life that a block asks for, itself or in a block within; null where it carries no mark. */
  static @Nullable SimulatedLifetime life(JsonNode block) {
    JsonNode control = block.path(MARK);
    if (!SimulatedJson.absent(control)) {
      return SimulatedJson.text(control, "ttl").equals("1h")
          ? SimulatedLifetime.ONE_HOUR
          : SimulatedLifetime.FIVE_MINUTES;
    }
    JsonNode content = block.path("content");
    for (int i = content.isArray() ? content.size() - 1 : -1; i >= 0; i--) {
      SimulatedLifetime inner = life(content.get(i));
      if (inner != null) {
        return inner;
      }
    }
    return null;
  }

  /** The block without its marks. */
  static JsonNode strip(JsonNode block) {
    if (!(block instanceof ObjectNode object) || (life(block) == null && !block.has(MARK))) {
      return block;
    }
    ObjectNode bare = object.deepCopy();
    bare.remove(MARK);
    for (JsonNode inner : bare.path("content")) {
      if (inner instanceof ObjectNode child) {
        child.remove(MARK);
      }
    }
    return bare;
  }
}

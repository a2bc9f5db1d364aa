package dev.compresh.sim;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code cache_control} on blocks. Where it stands is no part of what is cached. */
final class CacheMarks {
  private static final String MARK = "cache_control";

  private CacheMarks() {}

  /** The life that a block asks for, itself or in a block within; null where it bears no mark. */
  static @Nullable Life life(JsonNode block) {
    JsonNode control = block.path(MARK);
    if (!Json.absent(control)) {
      return Json.text(control, "ttl").equals("1h") ? Life.ONE_HOUR : Life.FIVE_MINUTES;
    }
    JsonNode content = block.path("content");
    for (int i = content.isArray() ? content.size() - 1 : -1; i >= 0; i--) {
      Life inner = life(content.get(i));
      if (inner != null) {
        return inner;
      }
    }
    return null;
  }

  /** The block without its marks. */
  static JsonNode without(JsonNode block) {
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

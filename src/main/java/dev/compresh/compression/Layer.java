package dev.compresh.compression;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The layers of compression, named as in the documentation. */
public enum Layer {
  /** A tool result, made smaller when it is first seen. */
  TOOL_OUTPUT("BIRTH"),
  /** Lines that already stand earlier in what was forwarded. */
  DEDUP("REPEAT"),
  /** Stale results, removed in one step. */
  EVICTION("ANCHOR"),
  /** Closed episodes of a chat as gists. */
  CHAT_MEMORY("EPISODE"),
  /** Old turns that the live question needs, put before its text. */
  RECALL("RECALL"),
  /** Thinking blocks that a deliberate change before them has made void. */
  REASONING("REASONING");

  private final String former;

  /**
   * @param former the name under which versions before this one stored it
   */
  Layer(String former) {
    this.former = former;
  }

  /** Returns the name as reports, metrics and the store have it: {@code tool_output}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the layer of a stored name, of this version or an earlier one; null for none. */
  public static @Nullable Layer ofStored(String name) {
    for (Layer layer : values()) {
      if (layer.name().equalsIgnoreCase(name) || layer.former.equalsIgnoreCase(name)) {
        return layer;
      }
    }
    return null;
  }
}

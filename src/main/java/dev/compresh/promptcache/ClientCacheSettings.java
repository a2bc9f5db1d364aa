package dev.compresh.promptcache;

import dev.compresh.dialect.BodyField;
import dev.compresh.dialect.Prompt;

/** Tells whether a client manages the provider's cache itself. Then nothing is marked for it. */
public final class ClientCacheSettings {
  private static final ByteSearch CONTROL = new ByteSearch("\"cache_control\"");
  private static final ByteSearch MANAGEMENT = new ByteSearch("\"context_management\"");
  private static final ByteSearch CACHE = new ByteSearch("\"cache");

  private ClientCacheSettings() {}

  /**
   * Returns whether a {@code cache_control} appears anywhere in {@code prompt}, or {@code
   * context_management} says something of the cache. A string that only quotes the words has its
   * quotes escaped, and does not count.
   */
  public static boolean isIn(Prompt prompt) {
    byte[] body = prompt.body();
    if (CONTROL.isIn(body, 0, body.length)) {
      return true;
    }
    if (!MANAGEMENT.isIn(body, 0, body.length)) {
      return false;
    }
    for (BodyField bodyField : BodyField.listFields(prompt)) {
      if (bodyField.name().equals("context_management")
          && CACHE.isIn(body, bodyField.value().start(), bodyField.value().end())) {
        return true;
      }
    }
    return false;
  }
}

package dev.compresh.compress;

import dev.compresh.wire.JsonText;
import org.jspecify.annotations.Nullable;

/**
 * A text that takes another's place. What it is in JSON is worked out once, since a replacement of
 * old goes out with every request. Thread-safe.
 */
public final class Replacement {
  private final String text;
  private volatile byte @Nullable [] json;

  public Replacement(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** The text as a JSON string value, quotes included; not to be written into. */
  byte[] json() {
    byte[] known = json;
    if (known == null) {
      known = JsonText.encode(text);
      json = known;
    }
    return known;
  }
}

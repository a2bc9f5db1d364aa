package dev.compresh.compression;

import dev.compresh.compression.pinned.TextPatch;
import dev.compresh.json.JsonText;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text that takes another's place. What it is in JSON is worked out once, since a replacement of
 * old goes out with every request. Thread-safe.
 */
public final class TextReplacement {
  private final String text;
  private volatile byte @Nullable [] json;
  private volatile @Nullable TextPatch patch;

  public TextReplacement(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /**
   * The patch that makes it out of the text whose place it takes; worked out once.
   *
   * @param original that text, always the same one
   */
  TextPatch patch(Supplier<String> original) {
    TextPatch known = patch;
    if (known == null) {
      known = TextPatch.diff(original.get(), text);
      patch = known;
    }
    return known;
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

package dev.compresh.compression;

import dev.compresh.compression.pinned.TextPatch;
import dev.compresh.json.JsonText;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text that takes another's place. What it is in JSON is worked out once, since a replacement of
 * old goes out with every request. Thread-safe.
 */
public final class TextReplacement {
  private final String text;
  private final List<String> filters;
  private volatile byte @Nullable [] json;
  private volatile @Nullable TextPatch patch;

  public TextReplacement(String text) {
    this(text, List.of());
  }

  /**
   * @param filters names of the output filters that made it
   */
  public TextReplacement(String text, List<String> filters) {
    this.text = text;
    this.filters = List.copyOf(filters);
  }

  /** Names of the output filters that made it; none where that is not known. */
  public List<String> filters() {
    return filters;
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

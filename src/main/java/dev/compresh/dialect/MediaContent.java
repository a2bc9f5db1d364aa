package dev.compresh.dialect;

import dev.compresh.dialect.media.MediaItem;
import dev.compresh.json.ByteSpan;
import java.util.List;

/**
 * The content of a block or an item with media.
 *
 * @param items its media, in order
 * @param texts its texts, as the literals that stand in the body; what only names things is left
 *     out
 */
public record MediaContent(List<MediaItem> items, List<ByteSpan> texts) {
  static final MediaContent NONE = new MediaContent(List.of(), List.of());

  /** Returns whether it holds no media, and no document either. */
  public boolean isEmpty() {
    return items.isEmpty() && texts.isEmpty();
  }
}

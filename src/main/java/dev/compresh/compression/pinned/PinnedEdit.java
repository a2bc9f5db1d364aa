package dev.compresh.compression.pinned;

import dev.compresh.compression.Layer;

/** One edit of a message, by the place of its text and not by bytes, which clients may move. */
public sealed interface PinnedEdit {

  /** The layer that made it. */
  Layer layer();

  /**
   * A text goes out changed.
   *
   * @param text which of the message's texts, counted from 0 through its parts and its tool results
   */
  record PinnedRewrite(int text, Layer layer, TextPatch patch) implements PinnedEdit {}

  /** {@code put} goes out before a text. */
  record PinnedPrepend(int text, Layer layer, String put) implements PinnedEdit {}

  /** The message does not go out. */
  record PinnedRemoval(Layer layer) implements PinnedEdit {}

  /** The message goes out without its thinking blocks. */
  record ReasoningRemoval() implements PinnedEdit {
    @Override
    public Layer layer() {
      return Layer.REASONING;
    }
  }
}

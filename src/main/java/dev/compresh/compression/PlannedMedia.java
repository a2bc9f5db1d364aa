package dev.compresh.compression;

import dev.compresh.dialect.MediaContent;
import dev.compresh.dialect.MediaScan;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.media.MediaItem;
import dev.compresh.token.MediaTokens;

/**
 * Counts media for plans: by their bytes alone, whatever model is asked, so that a plan stays the
 * same where a session changes its model. {@link MediaCount} says what the model's vendor makes of
 * the same media.
 */
final class PlannedMedia {
  /** The rule that is in the middle of all vendors'. */
  private static final MediaTokens RULE = MediaTokens.forModel("claude-sonnet-4-5");

  /** A picture of unknown size. */
  private static final int UNKNOWN = 1_000;

  private PlannedMedia() {}

  /** Tokens of the media in {@code message}. */
  static long tokens(byte[] body, Message message) {
    long total = 0;
    for (PromptPart promptPart : message.parts()) {
      total += tokens(MediaScan.read(body, promptPart));
    }
    return total;
  }

  static long tokens(MediaContent content) {
    long total = 0;
    for (MediaItem item : content.items()) {
      boolean unknown =
          item instanceof MediaItem.PictureItem pictureItem && pictureItem.width() == 0;
      total += unknown ? UNKNOWN : MediaCount.tokens(item, RULE);
    }
    return total;
  }
}

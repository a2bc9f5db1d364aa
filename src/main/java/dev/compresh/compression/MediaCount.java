package dev.compresh.compression;

import dev.compresh.dialect.MediaContent;
import dev.compresh.dialect.MediaScan;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.dialect.media.MediaItem;
import dev.compresh.token.MediaTokens;

/**
 * The token counts of a prompt's media.
 *
 * @param planned tokens that plans and their counts have for them
 * @param billed tokens that the model's vendor counts for them
 */
public record MediaCount(long planned, long billed) {
  public static final MediaCount NONE = new MediaCount(0, 0);

  /** The media of {@code prompt}, for the model whose rules these are. Reads no text. */
  public static MediaCount of(Prompt prompt, MediaTokens rules) {
    long planned = 0;
    long billed = 0;
    for (Message message : prompt.messages()) {
      for (PromptPart promptPart : message.parts()) {
        MediaContent content = MediaScan.read(prompt.body(), promptPart);
        planned += PlannedMedia.tokens(content);
        for (MediaItem item : content.items()) {
          billed += tokens(item, rules);
        }
      }
    }
    return planned == 0 && billed == 0 ? NONE : new MediaCount(planned, billed);
  }

  static long tokens(MediaItem item, MediaTokens rules) {
    return switch (item) {
      case MediaItem.PictureItem(int width, int height, String detail) ->
          rules.picture(width, height, detail);
      case MediaItem.PagedDocument(int pages, String detail) -> rules.document(pages, detail);
      case MediaItem.TextFile(long bytes, boolean plain) -> MediaTokens.file(bytes, plain);
      case MediaItem.SoundClip(long millis) -> rules.sound(millis);
      case MediaItem.VideoClip(long millis) -> rules.video(millis);
      case MediaItem.EncryptedText(long bytes) -> MediaTokens.encrypted(bytes);
    };
  }
}

package dev.compresh.dialect.media;

/** One piece of media in a request, with what its tokens depend on. */
public sealed interface MediaItem {

  /**
   * A picture.
   *
   * @param width pixels; 0 where they are not known
   * @param height pixels; 0 where they are not known
   * @param detail the {@code detail} or resolution that the client asks for; empty where it asks
   *     for none
   */
  record PictureItem(int width, int height, String detail) implements MediaItem {}

  /**
   * A document whose pages the model sees.
   *
   * @param pages how many; 0 where that is not known
   * @param detail as for a picture
   */
  record PagedDocument(int pages, String detail) implements MediaItem {}

  /**
   * A file of which the model gets the text.
   *
   * @param bytes its size
   * @param plain whether its bytes are that text
   */
  record TextFile(long bytes, boolean plain) implements MediaItem {}

  /** Sound of so many milliseconds; 0 where that is not known. */
  record SoundClip(long millis) implements MediaItem {}

  /** A film of so many milliseconds; 0 where that is not known. */
  record VideoClip(long millis) implements MediaItem {}

  /** Text that only the provider can read, of so many bytes. */
  record EncryptedText(long bytes) implements MediaItem {}
}

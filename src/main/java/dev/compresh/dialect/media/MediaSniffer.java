package dev.compresh.dialect.media;

import java.util.Locale;

/**
 * Detects the type of a base64 file by its first bytes and by what its client announces. The first
 * bytes count more: clients name types wrongly.
 */
public final class MediaSniffer {
  /** Formats of sound that don't tell how long it lasts have about so many bytes a second. */
  private static final long SOUND_BYTES = 8_000;

  /** Raw samples: 24,000 a second of two bytes. */
  private static final long PCM_BYTES = 48_000;

  /** Films have about so many bytes a second. */
  private static final long VIDEO_BYTES = 125_000;

  private static final int HEAD = 64;

  private final byte[] text;
  private final int from;
  private final int to;

  private MediaSniffer(byte[] text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  /**
   * The file whose base64 text is {@code [from, to)}.
   *
   * @param announced what the block around it, or its media type, says that it is
   * @param format the format of sound that the client names; empty where it names none
   * @param detail that the client asks for; empty where it asks for none
   */
  public static MediaItem read(
      byte[] text, int from, int to, MediaClass announced, String format, String detail) {
    return new MediaSniffer(text, from, to).item(announced, format, detail);
  }

  private Base64Source file() {
    return new Base64Source(text, from, to);
  }

  private long size() {
    return (to - from) / 4L * 3;
  }

  private MediaItem item(MediaClass announced, String format, String detail) {
    ImageSize size = ImageSize.read(file());
    if (size != null) {
      return new MediaItem.PictureItem(size.width(), size.height(), detail);
    }
    byte[] head = file().bytes(HEAD);
    if (starts(head, 0, "%PDF")) {
      return new MediaItem.PagedDocument(PdfPages.count(text, from, to), detail);
    }
    if (starts(head, 0, "RIFF") && starts(head, 8, "WAVE")) {
      return new MediaItem.SoundClip(1_000 * size() / Math.max(1_000, little(head, 28)));
    }
    boolean sound = starts(head, 0, "ID3") || starts(head, 0, "OggS") || starts(head, 0, "fLaC");
    if (sound || announced == MediaClass.SOUND) {
      boolean raw = format.toLowerCase(Locale.ROOT).startsWith("pcm");
      return new MediaItem.SoundClip(1_000 * size() / (raw ? PCM_BYTES : SOUND_BYTES));
    }
    if (announced == MediaClass.VIDEO) {
      return new MediaItem.VideoClip(1_000 * size() / VIDEO_BYTES);
    }
    if (announced == MediaClass.TEXT) {
      return new MediaItem.TextFile(size(), true);
    }
    return announced == MediaClass.DOCUMENT
        ? new MediaItem.TextFile(size(), isText(head))
        : new MediaItem.PictureItem(0, 0, detail);
  }

  private static boolean isText(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
        return false;
      }
    }
    return head.length > 0;
  }

  private static boolean starts(byte[] head, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= head.length || head[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static long little(byte[] head, int at) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | (at + i < head.length ? head[at + i] & 0xff : 0);
    }
    return value;
  }
}

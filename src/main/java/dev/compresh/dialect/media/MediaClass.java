package dev.compresh.dialect.media;

import java.util.Locale;

/** The kind of media that a block, a media type or a file name announces. */
public enum MediaClass {
  PICTURE,
  DOCUMENT,
  TEXT,
  SOUND,
  VIDEO,
  UNKNOWN;

  /** By the type of a content block or of an item. */
  public static MediaClass ofBlock(String type) {
    if (type.contains("image") || type.contains("screenshot")) {
      return PICTURE;
    }
    if (type.contains("audio")) {
      return SOUND;
    }
    if (type.contains("video")) {
      return VIDEO;
    }
    return type.contains("document") || type.contains("file") || type.contains("pdf")
        ? DOCUMENT
        : UNKNOWN;
  }

  /** By a media type as {@code image/png}. */
  public static MediaClass ofMediaType(String mediaType) {
    String type = mediaType.toLowerCase(Locale.ROOT);
    if (type.startsWith("image/")) {
      return PICTURE;
    }
    if (type.startsWith("audio/")) {
      return SOUND;
    }
    if (type.startsWith("video/")) {
      return VIDEO;
    }
    if (type.startsWith("application/pdf")) {
      return DOCUMENT;
    }
    boolean text =
        type.startsWith("text/")
            || type.startsWith("application/json")
            || type.startsWith("application/xml")
            || type.startsWith("application/yaml");
    return text ? TEXT : UNKNOWN;
  }
}

package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.compresh.dialect.media.MediaClass;
import dev.compresh.dialect.media.MediaItem;
import dev.compresh.dialect.media.MediaSniffer;
import dev.compresh.json.ByteSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One block while it is read: what it says of itself, and the strings that may be media. */
final class MediaScope {
  /** Shorter base64 is a name or an id. */
  private static final int LEAST_ENCODED = 512;

  /** As many bytes at the beginning, in the middle and at the end have to look like base64. */
  private static final int PROBED = 96;

  /** A media type and its parameters before the data of a data URL. */
  private static final int LONGEST_MEDIA_TYPE = 256;

  private static final byte[] DATA = "data:".getBytes(US_ASCII);

  /**
   * A string of the block.
   *
   * @param name of the member
   * @param literal its value, with quotes
   */
  record HeldMedia(String name, ByteSpan literal) {}

  final List<HeldMedia> strings = new ArrayList<>(4);
  String sourceType = "";
  private final MediaClass outer;
  private String type;
  private String mediaType = "";
  private String format = "";
  private String detail = "";
  private String fileName = "";

  /**
   * @param outer what the block around it is
   */
  MediaScope(String type, MediaClass outer) {
    this.type = type;
    this.outer = outer;
  }

  /** Returns whether strings under this name tell what others are, and are no text. */
  static boolean names(String name) {
    return switch (name) {
      case "type",
          "media_type",
          "mime_type",
          "mimeType",
          "format",
          "detail",
          "resolution",
          "filename",
          "id",
          "call_id",
          "tool_use_id",
          "tool_call_id",
          "status",
          "role" ->
          true;
      default -> false;
    };
  }

  /** Takes what the block says of itself. */
  void tell(String name, String word) {
    switch (name) {
      case "type" -> type = word;
      case "media_type", "mime_type", "mimeType" -> mediaType = word;
      case "format" -> format = word;
      case "detail", "resolution" -> detail = word;
      case "filename" -> fileName = word;
      default -> {}
    }
  }

  /** Returns whether it is a document whose text appears in it. */
  boolean isTextSource() {
    return sourceType.equals("text") || type.equals("document") || outer == MediaClass.DOCUMENT;
  }

  /** Returns what the block is said to be. */
  MediaClass announced() {
    MediaClass own = MediaClass.ofMediaType(mediaType);
    own = own == MediaClass.UNKNOWN ? MediaClass.ofBlock(type) : own;
    if (own == MediaClass.UNKNOWN || own == MediaClass.DOCUMENT) {
      own = fileName.toLowerCase(Locale.ROOT).endsWith(".txt") ? MediaClass.TEXT : own;
    }
    return own == MediaClass.UNKNOWN ? outer : own;
  }

  /** The media that a string is; null where it is text, or says nothing. */
  @Nullable MediaItem item(byte[] body, HeldMedia heldMedia) {
    int from = heldMedia.literal().start() + 1;
    int to = heldMedia.literal().end() - 1;
    if (starts(body, from, to, DATA)) {
      return inDataUrl(body, from, to);
    }
    boolean text = heldMedia.name().equals("text") || sourceType.equals("text");
    if (!text && (isEncoded(body, from, to) || isNamedData(heldMedia.name()))) {
      return heldMedia.name().equals("encrypted_content") || type.contains("compaction")
          ? new MediaItem.EncryptedText((to - from) / 4L * 3)
          : MediaSniffer.read(body, from, to, announced(), format, detail);
    }
    boolean reference =
        switch (heldMedia.name()) {
          case "url",
              "image_url",
              "video_url",
              "audio_url",
              "file_url",
              "file_id",
              "file_uri",
              "fileUri",
              "uri" ->
              true;
          default -> false;
        };
    return reference ? absent() : null;
  }

  /** Returns whether a string of this name is a file in base64, however short. */
  private boolean isNamedData(String name) {
    return switch (name) {
      case "data", "file_data", "b64_json", "image_data" ->
          sourceType.equals("base64") || announced() != MediaClass.UNKNOWN;
      default -> false;
    };
  }

  /** Media that stand elsewhere: nothing is known but their kind. */
  private @Nullable MediaItem absent() {
    return switch (announced()) {
      case PICTURE -> new MediaItem.PictureItem(0, 0, detail);
      case DOCUMENT, TEXT -> new MediaItem.PagedDocument(0, detail);
      case SOUND -> new MediaItem.SoundClip(0);
      case VIDEO -> new MediaItem.VideoClip(0);
      case UNKNOWN -> null;
    };
  }

  private MediaItem inDataUrl(byte[] body, int from, int to) {
    int comma = from;
    while (comma < to && comma - from < LONGEST_MEDIA_TYPE && body[comma] != ',') {
      comma++;
    }
    String told = new String(body, from + DATA.length, comma - from - DATA.length, US_ASCII);
    String plain = told.replace("\\/", "/");
    MediaClass announced = MediaClass.ofMediaType(plain);
    int start = Math.min(to, comma + 1);
    if (!plain.contains("base64")) {
      return new MediaItem.TextFile(to - start, true);
    }
    return MediaSniffer.read(
        body, start, to, announced == MediaClass.UNKNOWN ? announced() : announced, format, detail);
  }

  private static boolean starts(byte[] body, int from, int to, byte[] word) {
    if (to - from < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (body[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a long string looks like base64 wherever it is looked at. */
  private static boolean isEncoded(byte[] body, int from, int to) {
    int middle = from + (to - from) / 2;
    return to - from >= LEAST_ENCODED
        && isEncodedPiece(body, from, from + PROBED)
        && isEncodedPiece(body, middle, middle + PROBED)
        && isEncodedPiece(body, to - PROBED, to);
  }

  private static boolean isEncodedPiece(byte[] body, int from, int to) {
    for (int i = from; i < to; i++) {
      byte b = body[i];
      boolean known =
          (b >= 'A' && b <= 'Z')
              || (b >= 'a' && b <= 'z')
              || (b >= '0' && b <= '9')
              || b == '+'
              || b == '/'
              || b == '-'
              || b == '_'
              || b == '='
              || b == '\\';
      if (!known) {
        return false;
      }
    }
    return true;
  }
}

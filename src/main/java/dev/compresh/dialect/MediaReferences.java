package dev.compresh.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.compresh.dialect.media.MediaClass;
import dev.compresh.dialect.media.MediaItem;
import dev.compresh.json.ByteSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads short blocks that only name a picture or a document, by its address or by the id of a file:
 * a body may have very many of them.
 */
final class MediaReferences {
  /** Longer blocks may hold anything. */
  private static final int SHORT = 256;

  private static final List<String> DETAILS = List.of("low", "high", "original", "medium");

  private MediaReferences() {}

  /** Returns what the block names; null where it is no such block, or may hold something itself. */
  static @Nullable MediaContent read(byte[] body, ByteSpan byteSpan, String type) {
    MediaClass announced = MediaClass.ofBlock(type);
    boolean named = announced == MediaClass.PICTURE || announced == MediaClass.DOCUMENT;
    if (!named || byteSpan.length() > SHORT) {
      return null;
    }
    String block = new String(body, byteSpan.start(), byteSpan.length(), ISO_8859_1);
    boolean refers =
        block.contains("\"http") || block.contains("\"file_id\"") || block.contains("\"gs:");
    boolean holds =
        block.contains("data") || block.contains("base64") || block.contains("\"text\"");
    if (!refers || holds) {
      return null;
    }
    String detail = "";
    for (String known : DETAILS) {
      detail = block.contains('"' + known + '"') ? known : detail;
    }
    MediaItem item =
        announced == MediaClass.PICTURE
            ? new MediaItem.PictureItem(0, 0, detail)
            : new MediaItem.PagedDocument(0, detail);
    return new MediaContent(List.of(item), List.of());
  }
}

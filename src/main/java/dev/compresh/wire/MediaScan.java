package dev.compresh.wire;

import dev.compresh.wire.media.MediaClass;
import dev.compresh.wire.media.MediaItem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the media in a block or an item of whatever dialect: pictures, documents, sound and films,
 * in the body, by address or by the id of a file, also those deep inside the result of a tool, and
 * long base64 text in items of unknown types. One pass; nothing long is decoded.
 */
public final class MediaScan {
  /** Types that hold no media, and are long. */
  private static final Set<String> WITHOUT_MEDIA =
      Set.of("additional_tools", "mcp_list_tools", "tool_search_output", "tool_calls");

  /** Members whose own members say more about the block around them. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "source",
          "image_url",
          "video_url",
          "audio_url",
          "file_url",
          "input_audio",
          "audio",
          "file",
          "inline_data",
          "inlineData",
          "file_data",
          "fileData");

  /** Items of other types that are shorter hold no media. */
  private static final int LEAST_BYTES = 128;

  /** Media stand in blocks in results in items: deeper nothing is looked for. */
  private static final int DEPTH = 16;

  private final Cursor cursor;
  private final byte[] body;
  private final List<MediaItem> items = new ArrayList<>(2);
  private final List<Span> texts = new ArrayList<>(0);
  private boolean holdsDocument;

  private MediaScan(byte[] body, Cursor cursor) {
    this.body = body;
    this.cursor = cursor;
  }

  /**
   * What {@code part} holds of media. Empty for what is no media; then it is all text.
   *
   * @param body that the part stands in
   */
  public static MediaContent read(byte[] body, Part part) {
    return switch (part) {
      case Part.Fixed fixed ->
          fixed.isReasoning() || WITHOUT_MEDIA.contains(fixed.type())
              ? MediaContent.NONE
              : read(body, fixed.span(), fixed.type());
      case Part.ToolResult result -> result.textOnly() ? MediaContent.NONE : inResult(body, result);
      case Part.Text _, Part.ToolCall _, Part.Name _ -> MediaContent.NONE;
    };
  }

  /** A result's own texts are parts of it already. */
  private static MediaContent inResult(byte[] body, Part.ToolResult result) {
    MediaContent content = read(body, result.span(), "");
    if (content.isEmpty()) {
      return content;
    }
    Set<Span> known = new HashSet<>();
    result.texts().forEach(text -> known.add(text.literal()));
    return new MediaContent(
        content.items(), content.texts().stream().filter(t -> !known.contains(t)).toList());
  }

  private static MediaContent read(byte[] body, Span span, String type) {
    byte first = body[span.start()];
    boolean isWhole = first == '{' || first == '[';
    boolean isSmall = span.length() < LEAST_BYTES && MediaClass.ofBlock(type) == MediaClass.UNKNOWN;
    if (!isWhole || isSmall) {
      return MediaContent.NONE;
    }
    MediaContent reference = MediaReferences.read(body, span, type);
    if (reference != null) {
      return reference;
    }
    try (Cursor cursor = new Cursor(body, span.start(), span.end())) {
      MediaScan scan = new MediaScan(body, cursor);
      MediaScope root = new MediaScope(type, MediaClass.ofBlock(type));
      scan.value("", root, 0);
      scan.close(root);
      return scan.items.isEmpty() && !scan.holdsDocument
          ? MediaContent.NONE
          : new MediaContent(List.copyOf(scan.items), List.copyOf(scan.texts));
    }
  }

  private void value(String name, MediaScope scope, int depth) {
    if (cursor.atString()) {
      boolean isShort = MediaScope.names(name);
      String word = isShort ? cursor.text() : "";
      Span literal = literal(cursor.skip());
      if (isShort) {
        scope.tell(name, word);
      } else {
        scope.strings.add(new MediaScope.Held(name, literal));
      }
    } else if (depth == DEPTH) {
      cursor.skip();
    } else if (cursor.atObject()) {
      object(name, scope, depth);
    } else if (cursor.atArray()) {
      int start = cursor.enter();
      while (cursor.element()) {
        value(name, scope, depth + 1);
      }
      cursor.leave(start);
    } else {
      cursor.skip();
    }
  }

  private void object(String name, MediaScope outer, int depth) {
    boolean wraps = WRAPPERS.contains(name);
    MediaScope scope = wraps || depth == 0 ? outer : new MediaScope("", outer.announced());
    int start = cursor.enter();
    for (String key = cursor.member(); key != null; key = cursor.member()) {
      if (wraps && key.equals("type")) {
        scope.sourceType = cursor.atString() ? cursor.text() : "";
        cursor.skip();
      } else {
        value(key, scope, depth + 1);
      }
    }
    cursor.leave(start);
    if (!wraps && depth > 0) {
      close(scope);
    }
  }

  /** The string without the blanks that a cursor may leave behind a value. */
  private Span literal(Span span) {
    return new Span(span.start(), Blanks.before(body, span.end()));
  }

  private void close(MediaScope scope) {
    for (MediaScope.Held held : scope.strings) {
      MediaItem item = scope.item(body, held);
      if (item != null) {
        items.add(item);
      } else if (held.literal().length() > 2) {
        texts.add(held.literal());
        holdsDocument |= scope.isTextSource();
      }
    }
  }
}

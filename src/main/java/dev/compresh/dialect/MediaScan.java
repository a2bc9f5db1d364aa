package dev.compresh.dialect;

import dev.compresh.dialect.media.MediaClass;
import dev.compresh.dialect.media.MediaItem;
import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonBlanks;
import dev.compresh.json.JsonTokenCursor;
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

  /** Members that hold a result's data, whose words count. */
  private static final Set<String> RESULTS = Set.of("functionResponse", "function_response");

  /** Parts of Gemini's API that name a file, however shortly. */
  private static final Set<String> FILE_PARTS = Set.of("fileData", "file_data");

  /** Items of other types that are shorter hold no media. */
  private static final int LEAST_BYTES = 128;

  /** Media stand in blocks in results in items: deeper nothing is looked for. */
  private static final int DEPTH = 16;

  private final JsonTokenCursor jsonTokenCursor;
  private final byte[] body;
  private final List<MediaItem> items = new ArrayList<>(2);
  private final List<ByteSpan> texts = new ArrayList<>(0);
  private boolean holdsDocument;

  private MediaScan(byte[] body, JsonTokenCursor jsonTokenCursor) {
    this.body = body;
    this.jsonTokenCursor = jsonTokenCursor;
  }

  /**
   * Returns what {@code part} holds of media. Empty for what is no media; then it is all text.
   *
   * @param body that the part appears in
   */
  public static MediaContent read(byte[] body, PromptPart promptPart) {
    return switch (promptPart) {
      case PromptPart.FixedPart fixedPart ->
          fixedPart.isReasoning() || WITHOUT_MEDIA.contains(fixedPart.type())
              ? MediaContent.NONE
              : read(body, fixedPart.span(), fixedPart.type());
      case PromptPart.ToolResult result ->
          result.textOnly() ? MediaContent.NONE : inResult(body, result);
      case PromptPart.TextPart _, PromptPart.ToolCall _, PromptPart.NamePart _ -> MediaContent.NONE;
    };
  }

  /** A result's own texts are parts of it already. */
  private static MediaContent inResult(byte[] body, PromptPart.ToolResult result) {
    MediaContent content = read(body, result.span(), "");
    if (content.isEmpty()) {
      return content;
    }
    Set<ByteSpan> known = new HashSet<>();
    result.texts().forEach(textPart -> known.add(textPart.literal()));
    return new MediaContent(
        content.items(), content.texts().stream().filter(t -> !known.contains(t)).toList());
  }

  private static MediaContent read(byte[] body, ByteSpan byteSpan, String type) {
    byte first = body[byteSpan.start()];
    boolean isWhole = first == '{' || first == '[';
    boolean isSmall =
        byteSpan.length() < LEAST_BYTES
            && !FILE_PARTS.contains(type)
            && MediaClass.ofBlock(type) == MediaClass.UNKNOWN;
    if (!isWhole || isSmall) {
      return MediaContent.NONE;
    }
    MediaContent reference = MediaReferences.read(body, byteSpan, type);
    if (reference != null) {
      return reference;
    }
    try (JsonTokenCursor jsonTokenCursor =
        new JsonTokenCursor(body, byteSpan.start(), byteSpan.end())) {
      MediaScan scan = new MediaScan(body, jsonTokenCursor);
      MediaScope root = new MediaScope(type, MediaClass.ofBlock(type));
      scan.value("", root, 0);
      scan.close(root);
      return scan.items.isEmpty() && !scan.holdsDocument
          ? MediaContent.NONE
          : new MediaContent(List.copyOf(scan.items), List.copyOf(scan.texts));
    }
  }

  private void value(String name, MediaScope scope, int depth) {
    if (jsonTokenCursor.atString()) {
      boolean isShort = MediaScope.names(name);
      String word = isShort ? jsonTokenCursor.text() : "";
      ByteSpan literal = literal(jsonTokenCursor.skip());
      if (isShort) {
        scope.tell(name, word);
      } else {
        scope.strings.add(new MediaScope.HeldMedia(name, literal));
      }
    } else if (depth == DEPTH) {
      jsonTokenCursor.skip();
    } else if (jsonTokenCursor.atObject()) {
      object(name, scope, depth);
    } else if (jsonTokenCursor.atArray()) {
      int start = jsonTokenCursor.enter();
      while (jsonTokenCursor.element()) {
        value(name, scope, depth + 1);
      }
      jsonTokenCursor.leave(start);
    } else {
      jsonTokenCursor.skip();
    }
  }

  private void object(String name, MediaScope outer, int depth) {
    boolean wraps = WRAPPERS.contains(name);
    holdsDocument |= RESULTS.contains(name);
    MediaScope scope = wraps || depth == 0 ? outer : new MediaScope("", outer.announced());
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      if (wraps && key.equals("type")) {
        scope.sourceType = jsonTokenCursor.atString() ? jsonTokenCursor.text() : "";
        jsonTokenCursor.skip();
      } else {
        value(key, scope, depth + 1);
      }
    }
    jsonTokenCursor.leave(start);
    if (!wraps && depth > 0) {
      close(scope);
    }
  }

  /** The string without the blanks that a cursor may leave behind a value. */
  private ByteSpan literal(ByteSpan byteSpan) {
    return new ByteSpan(byteSpan.start(), JsonBlanks.skipBackward(body, byteSpan.end()));
  }

  private void close(MediaScope scope) {
    for (MediaScope.HeldMedia heldMedia : scope.strings) {
      MediaItem item = scope.item(body, heldMedia);
      if (item != null) {
        items.add(item);
      } else if (heldMedia.literal().length() > 2) {
        texts.add(heldMedia.literal());
        holdsDocument |= scope.isTextSource();
      }
    }
  }
}

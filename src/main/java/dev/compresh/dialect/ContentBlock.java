package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.DuplicateKeyCheck;
import dev.compresh.json.JsonTokenCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One element of a content array, of whatever type, with those members that matter here. */
final class ContentBlock {
  ByteSpan span = new ByteSpan(0, 0);
  String type = "unknown";
  @Nullable ByteSpan text;
  @Nullable String id;
  @Nullable String callId;
  @Nullable String name;
  @Nullable ByteSpan input;
  @Nullable MessageContent content;
  final List<ByteSpan> outputs = new ArrayList<>(0);
  boolean error;
  boolean cacheControl;
  boolean cited;
  boolean more;
  boolean odd;
  private final DuplicateKeyCheck duplicateKeyCheck = new DuplicateKeyCheck();

  private ContentBlock() {}

  /**
   * Reads the element that {@code cursor} is on.
   *
   * @param cuts gets the spans of {@code cache_control} members, in order
   * @param nested whether it appears in another block; blocks in it are not read then
   */
  static ContentBlock read(JsonTokenCursor jsonTokenCursor, List<ByteSpan> cuts, boolean nested) {
    ContentBlock contentBlock = new ContentBlock();
    if (!jsonTokenCursor.atObject()) {
      contentBlock.odd = true;
      contentBlock.span = jsonTokenCursor.skip();
      return contentBlock;
    }
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      contentBlock.member(key, jsonTokenCursor, cuts, nested);
    }
    contentBlock.span = jsonTokenCursor.leave(start);
    contentBlock.odd |= contentBlock.duplicateKeyCheck.again();
    return contentBlock;
  }

  private void member(
      String key, JsonTokenCursor jsonTokenCursor, List<ByteSpan> cuts, boolean nested) {
    switch (key) {
      case "type" -> {
        duplicateKeyCheck.see(0);
        String value = jsonTokenCursor.string();
        type = value == null ? "unknown" : value;
      }
      case "text" -> {
        duplicateKeyCheck.see(1);
        boolean string = jsonTokenCursor.atString();
        ByteSpan value = jsonTokenCursor.skip();
        text = string ? value : null;
      }
      case "cache_control" -> {
        duplicateKeyCheck.see(2);
        cacheControl = !jsonTokenCursor.atNull();
        cuts.add(jsonTokenCursor.member(jsonTokenCursor.skip()));
      }
      default -> {
        more = true;
        detail(key, jsonTokenCursor, cuts, nested);
      }
    }
  }

  private void detail(
      String key, JsonTokenCursor jsonTokenCursor, List<ByteSpan> cuts, boolean nested) {
    switch (key) {
      case "id" -> {
        duplicateKeyCheck.see(3);
        id = jsonTokenCursor.string();
      }
      case "tool_use_id" -> {
        duplicateKeyCheck.see(4);
        callId = jsonTokenCursor.string();
      }
      case "name" -> {
        duplicateKeyCheck.see(5);
        name = jsonTokenCursor.string();
      }
      case "input" -> {
        duplicateKeyCheck.see(6);
        input = jsonTokenCursor.skip();
      }
      case "is_error" -> {
        duplicateKeyCheck.see(7);
        error = jsonTokenCursor.atTrue();
        jsonTokenCursor.skip();
      }
      case "content" -> {
        duplicateKeyCheck.see(8);
        if (nested) {
          jsonTokenCursor.skip();
        } else {
          content = MessageContent.read(jsonTokenCursor, cuts, true);
        }
      }
      case "citations", "annotations" -> cited |= jsonTokenCursor.skip().length() > 4;
      case "stdout", "stderr" -> {
        duplicateKeyCheck.see(key.equals("stdout") ? 9 : 10);
        boolean string = jsonTokenCursor.atString();
        ByteSpan value = jsonTokenCursor.skip();
        if (string) {
          outputs.add(value);
        }
      }
      default -> jsonTokenCursor.skip();
    }
  }

  /** As a text that may be read and changed; null where it is none. */
  PromptPart.@Nullable TextPart asText() {
    boolean named = type.equals("text") || type.equals("input_text") || type.equals("output_text");
    return named && text != null && !cited
        ? new PromptPart.TextPart(span, text, cacheControl)
        : null;
  }

  /** The texts in it as a part of a tool's result: a text, or what a shell wrote. */
  List<PromptPart.TextPart> texts() {
    PromptPart.TextPart whole = asText();
    if (whole != null) {
      return List.of(whole);
    }
    return type.equals("unknown")
        ? outputs.stream().map(literal -> new PromptPart.TextPart(literal, literal, false)).toList()
        : List.of();
  }

  /**
   * Returns whether it is a text and has no member besides its type, its text and its cache
   * control.
   */
  boolean bareText() {
    return type.equals("text") && text != null && !more && !odd;
  }

  /** As a part of a message: a text, or what is left alone. */
  PromptPart part() {
    PromptPart.TextPart whole = asText();
    return whole != null ? whole : new PromptPart.FixedPart(span, type);
  }
}

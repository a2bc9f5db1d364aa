package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonTokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * A {@code functionCall} of Gemini's API.
 *
 * @param id its id, null where it has none
 * @param arguments where its arguments stand; where it has none, its name, which holds no JSON
 */
record GeminiCall(@Nullable String id, String name, ByteSpan arguments) {

  /** Reads the value that the cursor is on; null where it is no call. */
  static @Nullable GeminiCall read(JsonTokenCursor jsonTokenCursor) {
    if (!jsonTokenCursor.atObject()) {
      jsonTokenCursor.skip();
      return null;
    }
    String id = null;
    String name = null;
    ByteSpan arguments = null;
    ByteSpan named = null;
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      switch (key) {
        case "id" -> id = jsonTokenCursor.string();
        case "name" -> {
          name = jsonTokenCursor.atString() ? jsonTokenCursor.text() : null;
          named = jsonTokenCursor.skip();
        }
        case "args" -> {
          boolean isObject = jsonTokenCursor.atObject();
          ByteSpan value = jsonTokenCursor.skip();
          arguments = isObject ? value : null;
        }
        default -> jsonTokenCursor.skip();
      }
    }
    jsonTokenCursor.leave(start);
    return name == null || named == null
        ? null
        : new GeminiCall(id, name, arguments == null ? named : arguments);
  }

  /** As a part of a prompt. */
  PromptPart part(ByteSpan span, OpenCalls openCalls) {
    return new PromptPart.ToolCall(span, openCalls.identify(id, name), name, arguments);
  }
}

package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonTokenCursor;
import org.jspecify.annotations.Nullable;

/**
 * A {@code functionCall} of Gemini's API.
 *
 * @param id its id, null where it has none
 * @param arguments where its arguments stand, null where it has none
 */
record GeminiCall(@Nullable String id, String name, @Nullable ByteSpan arguments) {

  /** Reads the value that the cursor stands on; null where it is no call. */
  static @Nullable GeminiCall read(JsonTokenCursor jsonTokenCursor) {
    if (!jsonTokenCursor.atObject()) {
      jsonTokenCursor.skip();
      return null;
    }
    String id = null;
    String name = null;
    ByteSpan arguments = null;
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      switch (key) {
        case "id" -> id = jsonTokenCursor.string();
        case "name" -> name = jsonTokenCursor.string();
        case "args" -> {
          boolean isObject = jsonTokenCursor.atObject();
          ByteSpan value = jsonTokenCursor.skip();
          arguments = isObject ? value : null;
        }
        default -> jsonTokenCursor.skip();
      }
    }
    jsonTokenCursor.leave(start);
    return name == null ? null : new GeminiCall(id, name, arguments);
  }

  /** As a part of a prompt; a call without arguments has no words to read. */
  PromptPart part(ByteSpan span, OpenCalls openCalls) {
    String known = openCalls.identify(id, name);
    ByteSpan words =
        arguments == null ? new ByteSpan(span.end() - 1, span.end() - 1) : arguments;
    return new PromptPart.ToolCall(span, known, name, words);
  }
}

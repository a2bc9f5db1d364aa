package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonTokenCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code functionResponse} of Gemini's API. What a tool printed is in a member of its object;
 * other members are data, which is never changed.
 */
final class GeminiResult {
  /** Members that hold what a tool printed. */
  private static final Set<String> PRINTED =
      Set.of("output", "result", "content", "error", "text", "stdout", "stderr", "message");

  private @Nullable String id;
  private @Nullable String name;
  private boolean isError;
  private boolean isOdd;
  private boolean isRich;
  private boolean hasData;
  private final List<PromptPart.TextPart> texts = new ArrayList<>(1);

  private GeminiResult() {}

  /** Reads the value that the cursor is on; null where it is no object. */
  static @Nullable GeminiResult read(JsonTokenCursor jsonTokenCursor) {
    if (!jsonTokenCursor.atObject()) {
      jsonTokenCursor.skip();
      return null;
    }
    GeminiResult found = new GeminiResult();
    int start = jsonTokenCursor.enter();
    int responses = 0;
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      switch (key) {
        case "id" -> found.id = jsonTokenCursor.string();
        case "name" -> found.name = jsonTokenCursor.string();
        case "response" -> {
          responses++;
          found.response(jsonTokenCursor);
        }
        case "parts" -> found.isRich |= jsonTokenCursor.skip().length() > 2;
        default -> jsonTokenCursor.skip();
      }
    }
    jsonTokenCursor.leave(start);
    found.isOdd = responses > 1;
    return found;
  }

  private void response(JsonTokenCursor jsonTokenCursor) {
    if (!jsonTokenCursor.atObject()) {
      hasData |= jsonTokenCursor.skip().length() > 0;
      return;
    }
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      if (jsonTokenCursor.atString() && PRINTED.contains(key)) {
        isError |= key.equals("error");
        text(jsonTokenCursor);
      } else if (jsonTokenCursor.atArray() && key.equals("content")) {
        blocks(jsonTokenCursor);
      } else {
        hasData |= !isPlain(jsonTokenCursor);
        jsonTokenCursor.skip();
      }
    }
    jsonTokenCursor.leave(start);
  }

  /** Returns whether it is a value that says next to nothing: an exit code, a flag. */
  private static boolean isPlain(JsonTokenCursor jsonTokenCursor) {
    return !jsonTokenCursor.atString() && !jsonTokenCursor.atObject() && !jsonTokenCursor.atArray();
  }

  private void text(JsonTokenCursor jsonTokenCursor) {
    ByteSpan literal = jsonTokenCursor.skip();
    texts.add(new PromptPart.TextPart(literal, literal, false));
  }

  /** Blocks as a server of tools (MCP) gives them. */
  private void blocks(JsonTokenCursor jsonTokenCursor) {
    int start = jsonTokenCursor.enter();
    while (jsonTokenCursor.element()) {
      ContentBlock block = ContentBlock.read(jsonTokenCursor, new ArrayList<>(0), true);
      List<PromptPart.TextPart> found = block.texts();
      texts.addAll(found);
      isRich |= found.isEmpty();
    }
    jsonTokenCursor.leave(start);
  }

  boolean isOdd() {
    return isOdd;
  }

  /** As a part of a prompt. */
  PromptPart part(ByteSpan span, OpenCalls openCalls) {
    String call = openCalls.answer(id, name);
    boolean isTextOnly = !isRich && !hasData;
    return new PromptPart.ToolResult(span, call, isError, List.copyOf(texts), isTextOnly, false);
  }
}

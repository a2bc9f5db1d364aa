package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.DuplicateKeyCheck;
import dev.compresh.json.JsonTokenCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a content of Gemini's API, with those members that matter here. */
final class GeminiPart {
  private final DuplicateKeyCheck once = new DuplicateKeyCheck();
  private ByteSpan span = new ByteSpan(0, 0);
  private @Nullable ByteSpan text;
  private @Nullable GeminiCall call;
  private @Nullable GeminiResult result;
  private boolean isThought;
  private boolean isSigned;

  /** The first member that is none of those above. */
  private @Nullable String other;

  private GeminiPart() {}

  /** Reads the object that the cursor is on. */
  static GeminiPart read(JsonTokenCursor jsonTokenCursor) {
    GeminiPart part = new GeminiPart();
    int start = jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      part.member(key, jsonTokenCursor);
    }
    part.span = jsonTokenCursor.leave(start);
    return part;
  }

  private void member(String key, JsonTokenCursor jsonTokenCursor) {
    switch (key) {
      case "text" -> {
        once.see(0);
        boolean isString = jsonTokenCursor.atString();
        ByteSpan value = jsonTokenCursor.skip();
        text = isString ? value : null;
        other = isString ? other : name(key);
      }
      case "thought" -> {
        once.see(1);
        isThought = jsonTokenCursor.atTrue();
        jsonTokenCursor.skip();
      }
      case "thoughtSignature", "thought_signature" -> {
        once.see(2);
        isSigned = !jsonTokenCursor.atNull();
        jsonTokenCursor.skip();
      }
      case "functionCall", "function_call" -> {
        once.see(3);
        call = GeminiCall.read(jsonTokenCursor);
        other = call == null ? name(key) : other;
      }
      case "functionResponse", "function_response" -> {
        once.see(4);
        result = GeminiResult.read(jsonTokenCursor);
        other = result == null ? name(key) : other;
      }
      default -> {
        jsonTokenCursor.skip();
        other = name(key);
      }
    }
  }

  private String name(String key) {
    return other == null ? key : other;
  }

  /** Returns whether a member is there twice, or what it holds is not one thing. */
  boolean isOdd() {
    int things = (text == null ? 0 : 1) + (call == null ? 0 : 1) + (result == null ? 0 : 1);
    return once.again() || things > 1 || (result != null && result.isOdd());
  }

  /** Adds what it is in a prompt to {@code parts}. */
  void addTo(List<PromptPart> parts, OpenCalls openCalls) {
    if (call != null) {
      parts.add(call.part(span, openCalls));
    } else if (result != null) {
      parts.add(result.part(span, openCalls));
    } else if (text == null || other != null) {
      parts.add(new PromptPart.FixedPart(span, other == null ? "unknown" : other));
    } else if (isThought || isSigned) {
      // of a signature nobody knows what it counts for: the words alone do
      ByteSpan words = text.length() > 2 ? text : span;
      parts.add(new PromptPart.FixedPart(words, isThought ? "thought" : "signed_text"));
    } else {
      parts.add(new PromptPart.TextPart(span, text, false));
    }
  }
}

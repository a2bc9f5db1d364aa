package dev.compresh.dialect;

import dev.compresh.json.JsonTokenCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Contents of Gemini's own API. Calls and results may have no ids: each call without one gets one
 * by its place in the conversation, and a result without one answers the first open call of its
 * name. Thoughts and what has a signature are never changed.
 */
final class GeminiReader implements MessageReader {
  private final OpenCalls openCalls = new OpenCalls();

  @Override
  public void skip(List<Message> messages) {
    messages.stream().flatMap(message -> message.parts().stream()).forEach(openCalls::see);
  }

  @Override
  public void read(JsonTokenCursor jsonTokenCursor, MessageDraft draft, int objectStart) {
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      switch (key) {
        case "role" -> {
          draft.once.see(0);
          role(jsonTokenCursor.string(), draft);
        }
        case "parts" -> {
          draft.once.see(1);
          parts(jsonTokenCursor, draft);
        }
        default -> draft.fixed(jsonTokenCursor, key);
      }
    }
  }

  /** The user speaks where no role is given; results came in a role of their own once. */
  private static void role(@Nullable String name, MessageDraft draft) {
    if (name == null || name.equals("user") || name.equals("function")) {
      draft.role = MessageRole.USER;
    } else if (name.equals("model")) {
      draft.role = MessageRole.ASSISTANT;
    } else {
      draft.role(name);
      draft.odd = true;
    }
  }

  private void parts(JsonTokenCursor jsonTokenCursor, MessageDraft draft) {
    if (jsonTokenCursor.atObject()) {
      // one part without its array, as the parser of the API takes it
      part(jsonTokenCursor, draft);
      return;
    }
    if (!jsonTokenCursor.atArray()) {
      draft.odd |= !jsonTokenCursor.atNull();
      draft.fixed(jsonTokenCursor, "unknown");
      return;
    }
    int start = jsonTokenCursor.enter();
    while (jsonTokenCursor.element()) {
      part(jsonTokenCursor, draft);
    }
    jsonTokenCursor.leave(start);
  }

  private void part(JsonTokenCursor jsonTokenCursor, MessageDraft draft) {
    if (!jsonTokenCursor.atObject()) {
      draft.odd = true;
      draft.parts.add(new PromptPart.FixedPart(jsonTokenCursor.skip(), "unknown"));
      return;
    }
    GeminiPart part = GeminiPart.read(jsonTokenCursor);
    draft.odd |= part.isOdd();
    part.addTo(draft.parts, openCalls);
  }
}

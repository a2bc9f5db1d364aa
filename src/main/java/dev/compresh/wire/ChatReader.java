package dev.compresh.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of OpenAI's Chat Completions, and of those that speak it with fields of their own. */
final class ChatReader implements MessageReader {

  @Override
  public void read(Cursor cursor, MessageDraft draft, int objectStart) {
    Content content = null;
    String callId = null;
    Span name = null;
    String nameText = null;
    for (String key = cursor.member(); key != null; key = cursor.member()) {
      switch (key) {
        case "role" -> {
          draft.once.see(0);
          String role = cursor.string();
          draft.role(role == null ? "" : role);
        }
        case "content" -> {
          draft.once.see(1);
          content = draft.content(cursor);
        }
        case "tool_calls" -> {
          draft.once.see(2);
          calls(cursor, draft);
        }
        case "function_call" -> {
          draft.once.see(3);
          int start = cursor.start();
          call(cursor, draft, start, true);
        }
        case "tool_call_id" -> {
          draft.once.see(4);
          callId = cursor.string();
        }
        case "name" -> {
          draft.once.see(5);
          nameText = cursor.atString() ? cursor.text() : null;
          name = cursor.skip();
        }
        case "cache_control" -> draft.cacheControl(cursor);
        case "id", "type", "object", "status", "created_at", "createdAt", "timestamp" ->
            cursor.skip();
        default -> draft.fixed(cursor, key);
      }
    }
    draft.odd |= !draft.once.seen(0);
    if (draft.role == Role.TOOL) {
      Content value = content == null ? nothing(objectStart) : content;
      String call = callId != null ? callId : nameText == null ? "" : nameText;
      draft.parts.add(MessageReader.result(value.span(), call, false, value, false));
      return;
    }
    if (content != null) {
      MessageReader.parts(content, draft);
    }
    if (name != null && nameText != null) {
      draft.parts.add(new Part.Name(name, nameText));
    }
  }

  private static Content nothing(int start) {
    return new Content(new Span(start, start), null, List.of(), false);
  }

  private static void calls(Cursor cursor, MessageDraft draft) {
    if (!cursor.atArray()) {
      draft.odd |= !cursor.atNull();
      draft.fixed(cursor, "tool_calls");
      return;
    }
    int start = cursor.enter();
    while (cursor.element()) {
      call(cursor, draft, cursor.start(), false);
    }
    cursor.leave(start);
  }

  /**
   * A call: {@code {"id","type","function":{"name","arguments"}}}, {@code custom} with {@code
   * input} in place of {@code function}, or, the old way, the inner object alone.
   */
  private static void call(Cursor cursor, MessageDraft draft, int start, boolean old) {
    if (!cursor.atObject()) {
      draft.odd |= !cursor.atNull();
      draft.fixed(cursor, "tool_calls");
      return;
    }
    Call call = new Call();
    cursor.enter();
    for (String key = cursor.member(); key != null; key = cursor.member()) {
      if (old) {
        call.inner(key, cursor);
      } else if (key.equals("id")) {
        call.once.see(0);
        call.id = cursor.string();
      } else if ((key.equals("function") || key.equals("custom")) && cursor.atObject()) {
        call.once.see(1);
        int inner = cursor.enter();
        for (String k = cursor.member(); k != null; k = cursor.member()) {
          call.inner(k, cursor);
        }
        cursor.leave(inner);
      } else {
        cursor.skip();
      }
    }
    Span span = cursor.leave(start);
    draft.odd |= call.once.again();
    draft.parts.add(call.part(span, old));
  }

  /** A call while it is read. */
  private static final class Call {
    final Once once = new Once();
    @Nullable String id;
    @Nullable String name;
    @Nullable Span arguments;

    void inner(String key, Cursor cursor) {
      switch (key) {
        case "name" -> {
          once.see(2);
          name = cursor.string();
        }
        case "arguments", "input" -> {
          once.see(3);
          arguments = cursor.skip();
        }
        default -> cursor.skip();
      }
    }

    Part part(Span span, boolean old) {
      if (name == null || arguments == null) {
        return new Part.Fixed(span, "tool_calls");
      }
      String known = id != null ? id : old ? name : "";
      return new Part.ToolCall(span, known, name, arguments);
    }
  }
}

package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.DuplicateKeyCheck;
import dev.compresh.json.JsonTokenCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Messages of OpenAI's Chat Completions, and of those that speak it with fields of their own. */
final class ChatReader implements MessageReader {

  @Override
  public void read(JsonTokenCursor jsonTokenCursor, MessageDraft draft, int objectStart) {
    MessageContent messageContent = null;
    String callId = null;
    ByteSpan name = null;
    String nameText = null;
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      switch (key) {
        case "role" -> {
          draft.once.see(0);
          String role = jsonTokenCursor.string();
          draft.role(role == null ? "" : role);
        }
        case "content" -> {
          draft.once.see(1);
          messageContent = draft.content(jsonTokenCursor);
        }
        case "tool_calls" -> {
          draft.once.see(2);
          calls(jsonTokenCursor, draft);
        }
        case "function_call" -> {
          draft.once.see(3);
          int start = jsonTokenCursor.start();
          call(jsonTokenCursor, draft, start, true);
        }
        case "tool_call_id" -> {
          draft.once.see(4);
          callId = jsonTokenCursor.string();
        }
        case "name" -> {
          draft.once.see(5);
          nameText = jsonTokenCursor.atString() ? jsonTokenCursor.text() : null;
          name = jsonTokenCursor.skip();
        }
        case "cache_control" -> draft.cacheControl(jsonTokenCursor);
        case "id", "type", "object", "status", "created_at", "createdAt", "timestamp" ->
            jsonTokenCursor.skip();
        default -> draft.fixed(jsonTokenCursor, key);
      }
    }
    draft.odd |= !draft.once.seen(0);
    if (draft.role == MessageRole.TOOL) {
      MessageContent value = messageContent == null ? nothing(objectStart) : messageContent;
      String call = callId != null ? callId : nameText == null ? "" : nameText;
      draft.parts.add(MessageReader.result(value.span(), call, false, value, false));
      return;
    }
    if (messageContent != null) {
      MessageReader.parts(messageContent, draft);
    }
    if (name != null && nameText != null) {
      draft.parts.add(new PromptPart.NamePart(name, nameText));
    }
  }

  private static MessageContent nothing(int start) {
    return new MessageContent(new ByteSpan(start, start), null, List.of(), false);
  }

  private static void calls(JsonTokenCursor jsonTokenCursor, MessageDraft draft) {
    if (!jsonTokenCursor.atArray()) {
      draft.odd |= !jsonTokenCursor.atNull();
      draft.fixed(jsonTokenCursor, "tool_calls");
      return;
    }
    int start = jsonTokenCursor.enter();
    while (jsonTokenCursor.element()) {
      call(jsonTokenCursor, draft, jsonTokenCursor.start(), false);
    }
    jsonTokenCursor.leave(start);
  }

  /**
   * A call: {@code {"id","type","function":{"name","arguments"}}}, {@code custom} with {@code
   * input} in place of {@code function}, or, the old way, the inner object alone.
   */
  private static void call(
      JsonTokenCursor jsonTokenCursor, MessageDraft draft, int start, boolean old) {
    if (!jsonTokenCursor.atObject()) {
      draft.odd |= !jsonTokenCursor.atNull();
      draft.fixed(jsonTokenCursor, "tool_calls");
      return;
    }
    ChatToolCall chatToolCall = new ChatToolCall();
    jsonTokenCursor.enter();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      if (old) {
        chatToolCall.inner(key, jsonTokenCursor);
      } else if (key.equals("id")) {
        chatToolCall.once.see(0);
        chatToolCall.id = jsonTokenCursor.string();
      } else if ((key.equals("function") || key.equals("custom")) && jsonTokenCursor.atObject()) {
        chatToolCall.once.see(1);
        int inner = jsonTokenCursor.enter();
        for (String k = jsonTokenCursor.member(); k != null; k = jsonTokenCursor.member()) {
          chatToolCall.inner(k, jsonTokenCursor);
        }
        jsonTokenCursor.leave(inner);
      } else {
        jsonTokenCursor.skip();
      }
    }
    ByteSpan byteSpan = jsonTokenCursor.leave(start);
    draft.odd |= chatToolCall.once.again();
    draft.parts.add(chatToolCall.part(byteSpan, old));
  }

  /** A call while it is read. */
  private static final class ChatToolCall {
    final DuplicateKeyCheck once = new DuplicateKeyCheck();
    @Nullable String id;
    @Nullable String name;
    @Nullable ByteSpan arguments;

    void inner(String key, JsonTokenCursor jsonTokenCursor) {
      switch (key) {
        case "name" -> {
          once.see(2);
          name = jsonTokenCursor.string();
        }
        case "arguments", "input" -> {
          once.see(3);
          arguments = jsonTokenCursor.skip();
        }
        default -> jsonTokenCursor.skip();
      }
    }

    PromptPart part(ByteSpan byteSpan, boolean old) {
      if (name == null || arguments == null) {
        return new PromptPart.FixedPart(byteSpan, "tool_calls");
      }
      String known = id != null ? id : old ? name : "";
      return new PromptPart.ToolCall(byteSpan, known, name, arguments);
    }
  }
}

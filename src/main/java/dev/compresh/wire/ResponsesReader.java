package dev.compresh.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items of OpenAI's Responses: messages, calls, their outputs, reasoning, each an element. */
final class ResponsesReader implements MessageReader {

  @Override
  public void read(Cursor cursor, MessageDraft draft, int objectStart) {
    Item item = new Item();
    for (String key = cursor.member(); key != null; key = cursor.member()) {
      item.member(key, cursor, draft);
    }
    Span span = new Span(objectStart, cursor.start() + 1);
    String type = item.type == null ? "message" : item.type;
    switch (type) {
      case "message" -> {
        draft.role(item.role == null ? "" : item.role);
        if (item.content != null) {
          MessageReader.parts(item.content, draft);
        }
      }
      case "function_call", "custom_tool_call" -> item.call(span, item.name, draft);
      case "local_shell_call" -> item.call(span, "local_shell", draft);
      case "shell_call" -> item.call(span, "shell", draft);
      case "apply_patch_call" -> item.call(span, "apply_patch", draft);
      case "function_call_output",
          "custom_tool_call_output",
          "local_shell_call_output",
          "shell_call_output",
          "apply_patch_call_output" ->
          item.result(span, draft);
      case "additional_tools" -> {
        // tools that a client offers on the way, among them all of Codex's; a developer's word
        draft.role = Role.SYSTEM;
        draft.parts.add(new Part.Fixed(span, type));
      }
      default -> {
        draft.role = role(type);
        draft.parts.add(new Part.Fixed(span, type));
      }
    }
  }

  private static Role role(String type) {
    if (type.equals("mcp_approval_response")) {
      return Role.USER;
    }
    return type.endsWith("_output") ? Role.TOOL : Role.ASSISTANT;
  }

  /** An item while it is read. */
  private static final class Item {
    @Nullable String type;
    @Nullable String role;
    @Nullable String id;
    @Nullable String callId;
    @Nullable String name;
    @Nullable String status;
    @Nullable Span arguments;
    @Nullable Content content;
    @Nullable Content output;

    void member(String key, Cursor cursor, MessageDraft draft) {
      switch (key) {
        case "type" -> {
          draft.once.see(0);
          type = cursor.string();
        }
        case "role" -> {
          draft.once.see(1);
          role = cursor.string();
        }
        case "content" -> {
          draft.once.see(2);
          content = draft.content(cursor);
        }
        case "output" -> {
          draft.once.see(3);
          output = Content.read(cursor, draft.cuts, true);
        }
        case "call_id" -> {
          draft.once.see(4);
          callId = cursor.string();
        }
        case "id" -> id = cursor.string();
        case "name" -> name = cursor.string();
        case "status" -> status = cursor.string();
        case "arguments", "input", "action", "operation" -> {
          draft.once.see(5);
          arguments = cursor.skip();
        }
        case "cache_control" -> draft.cacheControl(cursor);
        default -> cursor.skip();
      }
    }

    private String callId() {
      return callId != null ? callId : id == null ? "" : id;
    }

    void call(Span span, @Nullable String called, MessageDraft draft) {
      draft.role = Role.ASSISTANT;
      draft.parts.add(
          called == null || arguments == null
              ? new Part.Fixed(span, type == null ? "unknown" : type)
              : new Part.ToolCall(span, callId(), called, arguments));
    }

    void result(Span span, MessageDraft draft) {
      draft.role = Role.TOOL;
      boolean failed = "failed".equals(status);
      Content value = output != null ? output : new Content(span, null, List.of(), false);
      draft.odd |= value.odd();
      draft.parts.add(MessageReader.result(span, callId(), failed, value, false));
    }
  }
}

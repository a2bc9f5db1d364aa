package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonTokenCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items of OpenAI's Responses: messages, calls, their outputs, reasoning, each an element. */
final class ResponsesReader implements MessageReader {

  @Override
  public void read(JsonTokenCursor jsonTokenCursor, MessageDraft draft, int objectStart) {
    ResponsesItem responsesItem = new ResponsesItem();
    for (String key = jsonTokenCursor.member(); key != null; key = jsonTokenCursor.member()) {
      responsesItem.member(key, jsonTokenCursor, draft);
    }
    ByteSpan byteSpan = new ByteSpan(objectStart, jsonTokenCursor.start() + 1);
    String type = responsesItem.kind();
    switch (type) {
      case "message" -> {
        draft.role(responsesItem.role == null ? "" : responsesItem.role);
        if (responsesItem.content != null) {
          MessageReader.parts(responsesItem.content, draft);
        }
      }
      case "function_call", "custom_tool_call" ->
          responsesItem.call(byteSpan, responsesItem.name, draft);
      case "local_shell_call" -> responsesItem.call(byteSpan, "local_shell", draft);
      case "shell_call" -> responsesItem.call(byteSpan, "shell", draft);
      case "apply_patch_call" -> responsesItem.call(byteSpan, "apply_patch", draft);
      case "function_call_output",
          "custom_tool_call_output",
          "local_shell_call_output",
          "shell_call_output",
          "apply_patch_call_output" ->
          responsesItem.result(byteSpan, draft);
      case "additional_tools" -> {
        // tools that a client offers on the way, among them all of Codex's; a developer's word
        draft.role = MessageRole.SYSTEM;
        draft.parts.add(new PromptPart.FixedPart(byteSpan, type));
      }
      default -> {
        draft.role = role(type);
        draft.parts.add(new PromptPart.FixedPart(byteSpan, type));
      }
    }
  }

  private static MessageRole role(String type) {
    if (type.equals("mcp_approval_response")) {
      return MessageRole.USER;
    }
    return type.endsWith("_output") ? MessageRole.TOOL : MessageRole.ASSISTANT;
  }

  /** An item while it is read. */
  private static final class ResponsesItem {
    @Nullable String type;
    @Nullable String role;
    @Nullable String id;
    @Nullable String callId;
    @Nullable String name;
    @Nullable String status;
    @Nullable ByteSpan arguments;
    @Nullable MessageContent content;
    @Nullable MessageContent output;

    void member(String key, JsonTokenCursor jsonTokenCursor, MessageDraft draft) {
      switch (key) {
        case "type" -> {
          draft.once.see(0);
          type = jsonTokenCursor.string();
        }
        case "role" -> {
          draft.once.see(1);
          role = jsonTokenCursor.string();
        }
        case "content" -> {
          draft.once.see(2);
          content = draft.content(jsonTokenCursor);
        }
        case "output" -> {
          draft.once.see(3);
          output = MessageContent.read(jsonTokenCursor, draft.cuts, true);
        }
        case "call_id" -> {
          draft.once.see(4);
          callId = jsonTokenCursor.string();
        }
        case "id" -> id = jsonTokenCursor.string();
        case "name" -> name = jsonTokenCursor.string();
        case "status" -> status = jsonTokenCursor.string();
        case "arguments", "input", "action", "operation" -> {
          draft.once.see(5);
          arguments = jsonTokenCursor.skip();
        }
        case "cache_control" -> draft.cacheControl(jsonTokenCursor);
        default -> jsonTokenCursor.skip();
      }
    }

    /** Its type: a message is recognized by its role as well, a reference by its id alone. */
    String kind() {
      if (type != null) {
        return type;
      }
      boolean isReference = id != null && role == null && content == null;
      return isReference ? "item_reference" : "message";
    }

    private String callId() {
      return callId != null ? callId : id == null ? "" : id;
    }

    void call(ByteSpan byteSpan, @Nullable String called, MessageDraft draft) {
      draft.role = MessageRole.ASSISTANT;
      draft.parts.add(
          called == null || arguments == null
              ? new PromptPart.FixedPart(byteSpan, type == null ? "unknown" : type)
              : new PromptPart.ToolCall(byteSpan, callId(), called, arguments));
    }

    void result(ByteSpan byteSpan, MessageDraft draft) {
      draft.role = MessageRole.TOOL;
      boolean failed = "failed".equals(status);
      MessageContent value =
          output != null ? output : new MessageContent(byteSpan, null, List.of(), false);
      draft.odd |= value.odd();
      draft.parts.add(MessageReader.result(byteSpan, callId(), failed, value, false));
    }
  }
}

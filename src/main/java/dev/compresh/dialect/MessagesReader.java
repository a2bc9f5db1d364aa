package dev.compresh.dialect;

import dev.compresh.json.JsonTokenCursor;
import java.util.List;

/** Messages of Anthropic's API. */
final class MessagesReader implements MessageReader {

  @Override
  public void read(JsonTokenCursor jsonTokenCursor, MessageDraft draft, int objectStart) {
    MessageContent messageContent = null;
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
        case "cache_control" -> draft.cacheControl(jsonTokenCursor);
        case "id", "type", "model", "stop_reason", "stop_sequence", "usage" ->
            jsonTokenCursor.skip();
        default -> draft.fixed(jsonTokenCursor, key);
      }
    }
    draft.odd |= draft.role == MessageRole.TOOL || !draft.once.seen(0);
    if (messageContent == null) {
      return;
    }
    if (messageContent.blocks().isEmpty()) {
      MessageReader.parts(messageContent, draft);
    }
    for (ContentBlock contentBlock : messageContent.blocks()) {
      draft.parts.add(part(contentBlock));
    }
  }

  private static PromptPart part(ContentBlock contentBlock) {
    return switch (contentBlock.type) {
      case "tool_use" ->
          contentBlock.id == null || contentBlock.name == null || contentBlock.input == null
              ? new PromptPart.FixedPart(contentBlock.span, contentBlock.type)
              : new PromptPart.ToolCall(
                  contentBlock.span, contentBlock.id, contentBlock.name, contentBlock.input);
      case "tool_result" -> {
        String call = contentBlock.callId == null ? "" : contentBlock.callId;
        MessageContent messageContent = contentBlock.content;
        yield messageContent == null
            ? new PromptPart.ToolResult(
                contentBlock.span,
                call,
                contentBlock.error,
                List.of(),
                true,
                contentBlock.cacheControl)
            : MessageReader.result(
                contentBlock.span,
                call,
                contentBlock.error,
                messageContent,
                contentBlock.cacheControl);
      }
      default -> contentBlock.part();
    };
  }
}

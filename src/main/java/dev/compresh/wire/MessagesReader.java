package dev.compresh.wire;

import java.util.List;

/** Messages of Anthropic's API. */
final class MessagesReader implements MessageReader {

  @Override
  public void read(Cursor cursor, MessageDraft draft, int objectStart) {
    Content content = null;
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
        case "cache_control" -> draft.cacheControl(cursor);
        case "id", "type", "model", "stop_reason", "stop_sequence", "usage" -> cursor.skip();
        default -> draft.fixed(cursor, key);
      }
    }
    draft.odd |= draft.role == Role.TOOL || !draft.once.seen(0);
    if (content == null) {
      return;
    }
    if (content.blocks().isEmpty()) {
      MessageReader.parts(content, draft);
    }
    for (Block block : content.blocks()) {
      draft.parts.add(part(block));
    }
  }

  private static Part part(Block block) {
    return switch (block.type) {
      case "tool_use" ->
          block.id == null || block.name == null || block.input == null
              ? new Part.Fixed(block.span, block.type)
              : new Part.ToolCall(block.span, block.id, block.name, block.input);
      case "tool_result" -> {
        String call = block.callId == null ? "" : block.callId;
        Content content = block.content;
        yield content == null
            ? new Part.ToolResult(
                block.span, call, block.error, List.of(), true, block.cacheControl)
            : MessageReader.result(block.span, call, block.error, content, block.cacheControl);
      }
      default -> block.part();
    };
  }
}

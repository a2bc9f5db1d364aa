package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonTokenCursor;
import java.util.List;

/** Reads the elements of a conversation's array, as one API writes them. */
interface MessageReader {

  /** Reads the members of the object that the cursor stepped into, up to its end. */
  void read(JsonTokenCursor jsonTokenCursor, MessageDraft draft, int objectStart);

  /** Takes messages that are known from before, and are not read. */
  default void skip(List<Message> messages) {}

  /** The parts of a message of ordinary content. */
  static void parts(MessageContent messageContent, MessageDraft draft) {
    if (messageContent.literal() != null) {
      draft.parts.addAll(messageContent.texts());
    }
    for (ContentBlock contentBlock : messageContent.blocks()) {
      draft.parts.add(contentBlock.part());
    }
    if (messageContent.odd() && messageContent.blocks().isEmpty()) {
      draft.parts.add(new PromptPart.FixedPart(messageContent.span(), "unknown"));
    }
  }

  /** A tool's result whose value is {@code content}. */
  static PromptPart.ToolResult result(
      ByteSpan byteSpan,
      String callId,
      boolean error,
      MessageContent messageContent,
      boolean cacheControl) {
    var texts = messageContent.texts();
    boolean cached = cacheControl || texts.stream().anyMatch(PromptPart.TextPart::cacheControl);
    return new PromptPart.ToolResult(
        byteSpan, callId, error, texts, messageContent.textOnly(), cached);
  }
}

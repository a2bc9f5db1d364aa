package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages of one body as they stand in another that holds the same bytes elsewhere. */
final class MessageShift {
  private MessageShift() {}

  /**
   * Returns how many leading messages of {@code known} stand in {@code body}, byte for byte, with
   * all that is between them.
   *
   * @param array where the conversation's array starts in {@code body}
   */
  static int same(Prompt known, byte[] body, int array) {
    ByteSpan old = known.array();
    int unlike = Arrays.mismatch(known.body(), old.start(), old.end(), body, array, body.length);
    int end = unlike < 0 ? old.end() : old.start() + unlike;
    int low = 0;
    int high = known.messages().size();
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (known.messages().get(middle - 1).span().end() <= end) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** {@code messages}, each {@code offset} bytes further on. */
  static List<Message> shift(int offset, List<Message> messages) {
    if (offset == 0) {
      return messages;
    }
    List<Message> out = new ArrayList<>(messages.size());
    for (Message m : messages) {
      List<PromptPart> parts =
          m.parts().stream().map(promptPart -> shift(offset, promptPart)).toList();
      out.add(
          new Message(m.index(), m.role(), shift(offset, m.span()), parts, m.digest(), m.spoken()));
    }
    return out;
  }

  private static PromptPart shift(int offset, PromptPart promptPart) {
    ByteSpan byteSpan = shift(offset, promptPart.span());
    return switch (promptPart) {
      case PromptPart.TextPart textPart -> text(offset, textPart);
      case PromptPart.ToolCall call ->
          new PromptPart.ToolCall(
              byteSpan, call.id(), call.name(), shift(offset, call.arguments()));
      case PromptPart.ToolResult result ->
          new PromptPart.ToolResult(
              byteSpan,
              result.callId(),
              result.error(),
              result.texts().stream().map(textPart -> text(offset, textPart)).toList(),
              result.textOnly(),
              result.cacheControl());
      case PromptPart.NamePart namePart -> new PromptPart.NamePart(byteSpan, namePart.name());
      case PromptPart.FixedPart fixedPart -> new PromptPart.FixedPart(byteSpan, fixedPart.type());
    };
  }

  private static PromptPart.TextPart text(int offset, PromptPart.TextPart textPart) {
    return new PromptPart.TextPart(
        shift(offset, textPart.span()), shift(offset, textPart.literal()), textPart.cacheControl());
  }

  private static ByteSpan shift(int offset, ByteSpan byteSpan) {
    return new ByteSpan(byteSpan.start() + offset, byteSpan.end() + offset);
  }
}

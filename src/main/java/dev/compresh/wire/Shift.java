package dev.compresh.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Messages of one body as they stand in another that holds the same bytes elsewhere. */
final class Shift {
  private Shift() {}

  /**
   * How many leading messages of {@code known} stand in {@code body}, byte for byte, with all that
   * is between them.
   *
   * @param array where the conversation's array starts in {@code body}
   */
  static int same(Prompt known, byte[] body, int array) {
    Span old = known.array();
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
  static List<Message> by(int offset, List<Message> messages) {
    if (offset == 0) {
      return messages;
    }
    List<Message> out = new ArrayList<>(messages.size());
    for (Message m : messages) {
      List<Part> parts = m.parts().stream().map(part -> by(offset, part)).toList();
      out.add(
          new Message(m.index(), m.role(), by(offset, m.span()), parts, m.digest(), m.spoken()));
    }
    return out;
  }

  private static Part by(int offset, Part part) {
    Span span = by(offset, part.span());
    return switch (part) {
      case Part.Text text -> text(offset, text);
      case Part.ToolCall call ->
          new Part.ToolCall(span, call.id(), call.name(), by(offset, call.arguments()));
      case Part.ToolResult result ->
          new Part.ToolResult(
              span,
              result.callId(),
              result.error(),
              result.texts().stream().map(text -> text(offset, text)).toList(),
              result.textOnly(),
              result.cacheControl());
      case Part.Name name -> new Part.Name(span, name.name());
      case Part.Fixed fixed -> new Part.Fixed(span, fixed.type());
    };
  }

  private static Part.Text text(int offset, Part.Text text) {
    return new Part.Text(by(offset, text.span()), by(offset, text.literal()), text.cacheControl());
  }

  private static Span by(int offset, Span span) {
    return new Span(span.start() + offset, span.end() + offset);
  }
}

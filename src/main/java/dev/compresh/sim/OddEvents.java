package dev.compresh.sim;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rewrites server-sent events in a legal but unusual style. */
final class OddEvents {
  private OddEvents() {}

  static List<byte[]> rewrite(List<byte[]> events, InjectedFault.EventStyle eventStyle) {
    List<byte[]> odd = new ArrayList<>();
    for (byte[] event : events) {
      String text = new String(event, StandardCharsets.UTF_8);
      boolean first = odd.isEmpty();
      odd.add(rewrite(text, eventStyle, first).getBytes(StandardCharsets.UTF_8));
    }
    return odd;
  }

  private static String rewrite(String event, InjectedFault.EventStyle eventStyle, boolean first) {
    return switch (eventStyle) {
      case CR -> event.replace('\n', '\r');
      case CRLF -> event.replace("\n", "\r\n");
      case BOM -> first ? "\uFEFF" + event : event;
      case COMMENTS -> ": keep-alive\n\n:\n" + event;
      // a line end is white space to JSON, so the joined data means the same
      case MULTILINE -> first("data: {", "data: {\ndata: ", event);
      case NOSPACE -> first("data: ", "data:", first("event: ", "event:", event));
    };
  }

  /** Fields stand before any text of the model, so the first place is the right one. */
  private static String first(String what, String by, String event) {
    int at = event.indexOf(what);
    return at < 0 ? event : event.substring(0, at) + by + event.substring(at + what.length());
  }
}

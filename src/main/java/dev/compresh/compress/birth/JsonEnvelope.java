package dev.compresh.compress.birth;

import dev.compresh.wire.JsonText;
import dev.compresh.wire.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object that is little more than one long text, as some agents wrap what a command printed:
 * {@code {"output":"…","metadata":{"exit_code":0}}}. The text is read out of it, so that its lines
 * are lines, and costs no escapes.
 *
 * @param head the object without the text, on a line of its own, which says where the text is
 * @param body the text
 */
public record JsonEnvelope(String head, String body) {
  /** The text makes up so much of the object, in hundredths. */
  private static final int SHARE = 60;

  /** What stands for the text: no JSON value, so that nobody takes the rest for the whole. */
  private static final String BELOW = "below";

  /** {@code text} taken apart, null where it is no such object. */
  public static @Nullable JsonEnvelope of(String text) {
    if (!text.startsWith("{")) {
      return null;
    }
    Json.Reader reader = new Json.Reader(text, 0);
    if (!(reader.value() instanceof Json.Members object)
        || !text.substring(reader.at()).isBlank()) {
      return null;
    }
    int longest = -1;
    int size = 0;
    List<Json> values = object.values();
    for (int i = 0; i < values.size(); i++) {
      if (values.get(i) instanceof Json.Leaf leaf && leaf.raw().length() > size) {
        longest = i;
        size = leaf.raw().length();
      }
    }
    if (longest < 0 || size * 100L < (long) text.length() * SHARE) {
      return null;
    }
    String raw = ((Json.Leaf) values.get(longest)).raw();
    if (raw.charAt(0) != '"' || !raw.contains("\\n") || raw.contains("\\u0000")) {
      return null;
    }
    byte[] literal = raw.getBytes(StandardCharsets.UTF_8);
    String body = JsonText.decode(literal, new Span(0, literal.length));
    return new JsonEnvelope(JsonPrint.without(object, longest, BELOW) + "\n", body);
  }
}

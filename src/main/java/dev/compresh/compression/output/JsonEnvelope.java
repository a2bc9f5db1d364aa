package dev.compresh.compression.output;

import org.jspecify.annotations.Nullable;

/**
 * A JSON value that is little more than one long text, as some agents and servers of tools wrap
 * what a command printed: {@code {"output":"…","metadata":{"exit_code":0}}}, {@code
 * [{"type":"text","text":"…"}]}. The text is read out of it, so that its lines are lines, and costs
 * no escapes.
 *
 * @param head the value without the text, on a line of its own, which says where the text is
 * @param body the text
 */
public record JsonEnvelope(String head, String body) {
  /** The text makes up so much of the value, in hundredths. */
  private static final int SHARE = 60;

  /** What represents the text: no JSON value, so that nobody takes the rest for the whole. */
  static final String BELOW = "below";

  /** {@code text} taken apart, null where it is no such value. */
  public static @Nullable JsonEnvelope of(String text) {
    if (!text.startsWith("{") && !text.startsWith("[")) {
      return null;
    }
    JsonTree jsonTree = JsonTree.of(text);
    JsonTree.JsonLeaf longest = jsonTree == null ? null : longest(jsonTree);
    if (jsonTree == null || longest == null) {
      return null;
    }
    if (longest.raw().length() * 100L < (long) text.length() * SHARE) {
      return JsonResultList.of(jsonTree);
    }
    String raw = longest.raw();
    if (raw.charAt(0) != '"' || !raw.contains("\\n") || raw.contains("\\u0000")) {
      return null;
    }
    String body = JsonString.decode(raw);
    // JSON in JSON is printed short where it is; whatever wrapped it stays around it.
    if (body == null || isJson(body)) {
      return null;
    }
    return new JsonEnvelope(JsonPrint.renderWithout(jsonTree, longest, BELOW) + "\n", body);
  }

  /** The value that {@code forwarded} shows with its text below, null where it shows none. */
  public static @Nullable String restore(String forwarded) {
    int feed = forwarded.indexOf('\n');
    boolean opens = forwarded.startsWith("{") || forwarded.startsWith("[");
    if (feed < 0 || !opens) {
      return null;
    }
    String head = forwarded.substring(0, feed);
    int at = locateText(head);
    if (at < 0) {
      return JsonResultList.restore(forwarded);
    }
    String value = JsonString.encode(forwarded.substring(feed + 1));
    String whole = head.substring(0, at) + value + head.substring(at + BELOW.length());
    return JsonTree.of(whole) == null ? JsonResultList.restore(forwarded) : whole;
  }

  /** Returns where {@code head} says that the text is below, -1 for nowhere. */
  static int locateText(String head) {
    boolean quoted = false;
    for (int i = 0; i < head.length(); i++) {
      char c = head.charAt(i);
      i += c == '\\' ? 1 : 0;
      quoted ^= c == '"';
      if (!quoted && head.startsWith(BELOW, i)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isJson(String body) {
    String stripped = body.strip();
    boolean opens = stripped.startsWith("{") || stripped.startsWith("[");
    return opens && JsonTree.of(stripped) != null;
  }

  private static JsonTree.@Nullable JsonLeaf longest(JsonTree jsonTree) {
    return switch (jsonTree) {
      case JsonTree.JsonLeaf jsonLeaf -> jsonLeaf;
      case JsonTree.JsonItems jsonItems -> longest(jsonItems.items());
      case JsonTree.JsonMembers jsonMembers -> longest(jsonMembers.values());
    };
  }

  private static JsonTree.@Nullable JsonLeaf longest(Iterable<JsonTree> values) {
    JsonTree.JsonLeaf longest = null;
    for (JsonTree value : values) {
      JsonTree.JsonLeaf jsonLeaf = longest(value);
      if (jsonLeaf != null
          && (longest == null || jsonLeaf.raw().length() > longest.raw().length())) {
        longest = jsonLeaf;
      }
    }
    return longest;
  }
}

package dev.compresh.compress.birth;

/** JSON values that start at a line's start and end at a line's end, printed short. */
final class JsonBlocks {
  private JsonBlocks() {}

  /**
   * {@code text} with its JSON printed short; the same text where there is none.
   *
   * @param letters whether letters that stand as numbers are written out
   */
  static String shrink(String text, boolean letters) {
    StringBuilder out = new StringBuilder();
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      int next = at;
      if (text.charAt(at) == '{' || text.charAt(at) == '[') {
        Json.Reader reader = new Json.Reader(text, at);
        Json json = reader.value();
        // A failed reading is not tried again in what it went through: work stays linear.
        next = reader.at();
        if (json != null && endsLine(text, next)) {
          out.append(text, kept, at).append(JsonPrint.of(json, letters));
          kept = next;
        }
      }
      int end = text.indexOf('\n', Math.max(next - 1, at));
      at = end < 0 ? text.length() : end + 1;
    }
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  private static boolean endsLine(String text, int at) {
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\r')) {
      at++;
    }
    return at == text.length() || text.charAt(at) == '\n';
  }
}

package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;

/** JSON values that start at a line's start and end at a line's end, printed short. */
final class JsonBlocks {
  /** Fewer records on lines of their own are no table. */
  private static final int FEWEST_LINES = 3;

  private final String text;
  private final boolean letters;
  private final StringBuilder out = new StringBuilder();
  private final List<Json> lines = new ArrayList<>();
  private int kept;
  private int from;
  private int to;

  private JsonBlocks(String text, boolean letters) {
    this.text = text;
    this.letters = letters;
  }

  /**
   * {@code text} with its JSON printed short; the same text where there is none.
   *
   * @param letters whether letters that stand as numbers are written out
   */
  static String shrink(String text, boolean letters) {
    return new JsonBlocks(text, letters).shrink();
  }

  private String shrink() {
    int at = 0;
    while (at < text.length()) {
      int next = at;
      if (text.charAt(at) == '{' || text.charAt(at) == '[') {
        Json.Reader reader = new Json.Reader(text, at);
        Json json = reader.value();
        // A failed reading is not tried again in what it went through: work stays linear.
        next = reader.at();
        if (json != null && endsLine(next)) {
          take(json, at, next);
        }
      }
      int end = text.indexOf('\n', Math.max(next - 1, at));
      at = end < 0 ? text.length() : end + 1;
    }
    flush();
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  /** Notes a value; records alike on lines that follow one another are printed together. */
  private void take(Json json, int start, int end) {
    boolean next = start == to + 1 && text.charAt(to) == '\n';
    if (!lines.isEmpty() && (!next || !Table.alike(lines.getFirst(), json))) {
      flush();
    }
    from = lines.isEmpty() ? start : from;
    lines.add(json);
    to = end;
  }

  private void flush() {
    if (lines.isEmpty()) {
      return;
    }
    out.append(text, kept, from);
    Table table = Table.of(lines, FEWEST_LINES);
    if (table != null) {
      out.append(JsonPrint.lines(table));
    } else {
      for (int i = 0; i < lines.size(); i++) {
        out.append(i == 0 ? "" : "\n").append(JsonPrint.of(lines.get(i), letters));
      }
    }
    kept = to;
    lines.clear();
  }

  private boolean endsLine(int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\r')) {
      at++;
    }
    return at == text.length() || text.charAt(at) == '\n';
  }
}

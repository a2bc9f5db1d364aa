package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;

/** JSON values that start at a line's start and end at a line's end, printed short. */
final class JsonBlocks {
  /** Fewer records on lines of their own are no table. */
  private static final int FEWEST_LINES = 3;

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private final List<JsonTree> lines = new ArrayList<>();

  /** Whether lists of records become tables. */
  private final boolean tables;

  private int kept;
  private int from;
  private int to;

  private JsonBlocks(String text, boolean tables) {
    this.text = text;
    this.tables = tables;
  }

  /** {@code text} with its JSON printed short; the same text where there is none. */
  static String shrink(String text) {
    return new JsonBlocks(text, true).rewrite(false);
  }

  /** {@code text} with its JSON printed without blanks, and no otherwise. */
  static String normalize(String text) {
    return new JsonBlocks(text, false).rewrite(false);
  }

  /** {@code text} with its tables as JSON again, without blanks. */
  static String restore(String text) {
    return new JsonBlocks(text, false).rewrite(true);
  }

  private String rewrite(boolean restores) {
    int at = 0;
    while (at < text.length()) {
      int next = at;
      if (text.charAt(at) == '{' || text.charAt(at) == '[') {
        next = restores ? readShort(at) : read(at);
      }
      int end = text.indexOf('\n', Math.max(next - 1, at));
      at = end < 0 ? text.length() : end + 1;
    }
    flush();
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  private int read(int at) {
    JsonTree.JsonTreeReader jsonTreeReader = new JsonTree.JsonTreeReader(text, at);
    JsonTree jsonTree = jsonTreeReader.value();
    // A failed reading is not tried again in what it went through: work stays linear.
    if (jsonTree != null && endsLine(jsonTreeReader.position())) {
      take(jsonTree, at, jsonTreeReader.position());
    }
    return jsonTreeReader.position();
  }

  private int readShort(int at) {
    JsonTableReader rows = new JsonTableReader(text, at);
    List<JsonTree> records = rows.lines();
    if (!records.isEmpty()) {
      out.append(text, kept, at);
      for (int i = 0; i < records.size(); i++) {
        out.append(i == 0 ? "" : "\n").append(JsonPrint.canonical(records.get(i)));
      }
      kept = rows.position();
      return rows.position();
    }
    JsonTableReader reader = new JsonTableReader(text, at);
    JsonTree jsonTree = reader.value();
    if (jsonTree != null && endsLine(reader.position())) {
      out.append(text, kept, at).append(JsonPrint.canonical(jsonTree));
      kept = reader.position();
    }
    return Math.max(rows.position(), reader.position());
  }

  /** Notes a value; records alike on lines that follow one another are printed together. */
  private void take(JsonTree jsonTree, int start, int end) {
    boolean next = start == to + 1 && text.charAt(to) == '\n';
    if (!lines.isEmpty() && (!next || !tables || !RecordTable.alike(lines.getFirst(), jsonTree))) {
      flush();
    }
    from = lines.isEmpty() ? start : from;
    lines.add(jsonTree);
    to = end;
  }

  private void flush() {
    if (lines.isEmpty()) {
      return;
    }
    out.append(text, kept, from);
    RecordTable recordTable = tables ? RecordTable.of(lines, FEWEST_LINES) : null;
    if (recordTable != null) {
      out.append(JsonPrint.lines(recordTable));
    } else {
      for (int i = 0; i < lines.size(); i++) {
        JsonTree jsonTree = lines.get(i);
        out.append(i == 0 ? "" : "\n");
        out.append(tables ? JsonPrint.render(jsonTree) : JsonPrint.canonical(jsonTree));
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

package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records in JSON that a program prints one on a line, as structured logs do: the names stand once,
 * above the rows, behind {@code json} and the number of blanks between values. Byte for byte the
 * same comes back.
 */
final class JsonLines {
  private static final int FEWEST = 5;

  private JsonLines() {}

  static String hoist(String text) {
    if (!text.contains("{\"")) {
      return text;
    }
    List<String> lines = Gutter.lines(text);
    List<String> out = new ArrayList<>(lines.size());
    int at = 0;
    while (at < lines.size()) {
      List<Json> records = new ArrayList<>();
      JsonLayout layout = null;
      while (at + records.size() < lines.size()) {
        String line = lines.get(at + records.size());
        Json record = record(line);
        JsonLayout own = record == null ? null : layout(line, record);
        boolean next =
            own != null
                && record != null
                && (records.isEmpty()
                    || (own == layout && Table.alike(records.getFirst(), record)));
        if (!next) {
          break;
        }
        records.add(record);
        layout = own;
      }
      Table table = layout == null ? null : Table.of(records, FEWEST);
      if (table == null || layout == null) {
        int end = at + Math.max(1, records.size());
        out.addAll(lines.subList(at, end));
        at = end;
      } else {
        out.add(JsonPrint.EMBEDDED + layout.sign() + JsonPrint.exactLines(table));
        at += records.size();
      }
    }
    return String.join("\n", out);
  }

  /** {@code text} with its records each on a line. */
  static String restore(String text) {
    if (!text.contains(JsonPrint.EMBEDDED)) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      if (text.startsWith(JsonPrint.EMBEDDED, at)) {
        int head = at + JsonPrint.EMBEDDED.length();
        JsonLayout signed = head < text.length() ? JsonLayout.signed(text.charAt(head)) : null;
        JsonTableReader reader = new JsonTableReader(text, signed == null ? head : head + 1);
        List<Json> records = reader.lines();
        if (!records.isEmpty()) {
          JsonLayout layout = signed == null ? JsonLayout.COMPACT : signed;
          out.append(text, kept, at);
          out.append(String.join("\n", records.stream().map(layout::print).toList()));
          kept = reader.at();
        }
        at = Math.max(at, reader.at() - 1);
      }
      int feed = text.indexOf('\n', at);
      at = feed < 0 ? text.length() : feed + 1;
    }
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  private static @Nullable Json record(String line) {
    return line.startsWith("{\"") && line.endsWith("}") ? Json.of(line) : null;
  }

  /** The layout of a record on one line, null where that is another one. */
  private static @Nullable JsonLayout layout(String line, Json record) {
    JsonLayout layout = JsonLayout.of(line, record);
    return layout == JsonLayout.COMPACT || layout == JsonLayout.SPACED ? layout : null;
  }
}

package dev.compresh.cli.connect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Edits a TOML text by lines: values at the top, and tables of plain values. */
final class TomlEdit {
  private final List<String> lines;

  /** Where each line appears: the header of its table, or null inside a text of several lines. */
  private final List<String> tables = new ArrayList<>();

  TomlEdit(String text) {
    this.lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    String table = "";
    String open = "";
    for (String line : lines) {
      if (!open.isEmpty()) {
        open = line.contains(open) ? "" : open;
        tables.add("\n");
        continue;
      }
      String stripped = line.strip();
      if (stripped.startsWith("[") && !stripped.contains("=")) {
        table = header(stripped);
      }
      open = opened(stripped);
      tables.add(table);
    }
  }

  private static String opened(String line) {
    for (String quotes : List.of("\"\"\"", "'''")) {
      int first = line.indexOf(quotes);
      if (first >= 0 && line.indexOf(quotes, first + 3) < 0) {
        return quotes;
      }
    }
    return "";
  }

  private static String header(String line) {
    int end = line.lastIndexOf(']');
    return end < 0 ? line : line.substring(0, end + 1).replace(" ", "");
  }

  /** The text with {@code value} at {@code path}. */
  String set(ConfigPath path, JsonNode value) {
    if (value instanceof ObjectNode map) {
      setTable(header(path), map);
    } else {
      setValue(header(path.parent()), path.steps().getLast(), value);
    }
    return text();
  }

  private void setValue(String table, String name, JsonNode value) {
    String line = name + " = " + value;
    int at = lineOf(table, name);
    if (at >= 0) {
      lines.set(at, line);
    } else if (table.isEmpty()) {
      lines.add(0, line);
    } else {
      lines.add(tables.indexOf(table) + 1, line);
    }
  }

  private void setTable(String header, ObjectNode map) {
    drop(header);
    while (!lines.isEmpty() && lines.getLast().isBlank()) {
      lines.removeLast();
    }
    if (!lines.isEmpty()) {
      lines.add("");
    }
    lines.add(header);
    map.properties().forEach(member -> lines.add(member.getKey() + " = " + member.getValue()));
    lines.add("");
  }

  /** The text without what is at {@code path}. */
  String remove(ConfigPath path) {
    int at = lineOf(header(path.parent()), path.steps().getLast());
    if (at >= 0) {
      lines.remove(at);
    } else {
      drop(header(path));
    }
    return text();
  }

  private void drop(String header) {
    int from = tables.indexOf(header);
    if (from < 0 || header.isEmpty()) {
      return;
    }
    int to = from;
    while (to < lines.size() && (tables.get(to).equals(header) || tables.get(to).equals("\n"))) {
      to++;
    }
    // Comments before the next header are about that one.
    while (to < lines.size() && to > from + 1 && lines.get(to - 1).strip().startsWith("#")) {
      to--;
    }
    lines.subList(from, to).clear();
    tables.subList(from, to).clear();
    if (from > 0 && from == lines.size() && lines.getLast().isBlank()) {
      lines.set(from - 1, "");
    }
  }

  private int lineOf(String table, String name) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      int equals = line.indexOf('=');
      if (tables.get(i).equals(table)
          && equals > 0
          && !line.startsWith("#")
          && line.substring(0, equals).strip().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static String header(ConfigPath path) {
    return path.isEmpty() ? "" : "[" + path + "]";
  }

  private String text() {
    String text = String.join("\n", lines);
    return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
  }
}

package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON in which lists of records stand as tables, as {@link JsonPrint} prints them. */
final class JsonTableReader {
  private final JsonCursor cursor;

  /** A column: its name, what is the same in every row, the columns within it. */
  private record JsonColumn(
      String name, @Nullable JsonTree constant, @Nullable List<JsonColumn> inner) {}

  JsonTableReader(String text, int at) {
    this.cursor = new JsonCursor(text, at);
  }

  /** Returns where reading ended, or failed. */
  int position() {
    return cursor.position();
  }

  /** The value that starts here, null where there is none. */
  @Nullable JsonTree value() {
    return value(0);
  }

  /** Records whose rows stand on lines of their own; empty where there are none. */
  List<JsonTree> lines() {
    List<JsonColumn> columns = isHead() ? head(0) : null;
    List<JsonTree> records = new ArrayList<>();
    if (columns == null || !cursor.isAt(":\n[")) {
      return records;
    }
    cursor.skip(1);
    int end = cursor.position();
    while (cursor.isAt("\n[")) {
      cursor.skip(1);
      JsonTree row = row(columns, 0);
      if (row == null || (cursor.peek() != '\n' && cursor.peek() != 0)) {
        cursor.skip(end - cursor.position());
        return records;
      }
      end = cursor.position();
      records.add(row);
    }
    return records;
  }

  private @Nullable JsonTree value(int depth) {
    cursor.blanks();
    if (depth > JsonTree.MAX_DEPTH) {
      return null;
    }
    return switch (cursor.peek()) {
      case '{' -> members(depth);
      case '[' -> items(depth);
      case '"' -> leaf(cursor.string());
      case 'j' -> embedded(depth);
      default -> leaf(cursor.word());
    };
  }

  private static @Nullable JsonTree leaf(@Nullable String raw) {
    return raw == null ? null : new JsonTree.JsonLeaf(raw);
  }

  /** {@code json2{…}}: a string that holds JSON. */
  private @Nullable JsonTree embedded(int depth) {
    if (!cursor.isAt(JsonPrint.EMBEDDED)) {
      return null;
    }
    cursor.skip(JsonPrint.EMBEDDED.length());
    JsonLayout layout = JsonLayout.signed(cursor.peek());
    cursor.skip(layout == null ? 0 : 1);
    boolean opens = cursor.peek() == '{' || cursor.peek() == '[';
    JsonTree jsonTree = opens ? value(depth + 1) : null;
    return jsonTree == null
        ? null
        : new JsonTree.JsonLeaf(
            JsonString.encode((layout == null ? JsonLayout.COMPACT : layout).print(jsonTree)));
  }

  private @Nullable JsonTree members(int depth) {
    cursor.skip(1);
    List<JsonColumn> columns = null;
    if (cursor.next('*')) {
      columns = head(depth);
      if (columns == null || !cursor.next(':')) {
        return null;
      }
    }
    List<String> names = new ArrayList<>();
    List<JsonTree> values = new ArrayList<>();
    if (cursor.next('}')) {
      return new JsonTree.JsonMembers(names, values);
    }
    do {
      cursor.blanks();
      String name = cursor.string();
      boolean named = name != null && cursor.next(':');
      JsonTree value = !named ? null : columns == null ? value(depth + 1) : row(columns, depth + 1);
      if (name == null || value == null) {
        return null;
      }
      names.add(name);
      values.add(value);
    } while (cursor.next(','));
    return cursor.next('}') ? new JsonTree.JsonMembers(names, values) : null;
  }

  private @Nullable JsonTree items(int depth) {
    cursor.skip(1);
    cursor.blanks();
    List<JsonTree> items = new ArrayList<>();
    List<JsonColumn> columns = null;
    if (isHead()) {
      columns = head(depth);
      if (columns == null || !cursor.next(':')) {
        return null;
      }
    } else if (cursor.next(']')) {
      return new JsonTree.JsonItems(items);
    }
    do {
      JsonTree value = columns == null ? value(depth + 1) : row(columns, depth + 1);
      if (value == null) {
        return null;
      }
      items.add(value);
    } while (cursor.next(','));
    return cursor.next(']') ? new JsonTree.JsonItems(items) : null;
  }

  /** Returns whether columns follow, not an object: no colon comes after the first name. */
  private boolean isHead() {
    if (!cursor.isAt("{") || cursor.isAt("{}") || cursor.isAt("{*")) {
      return false;
    }
    if (!cursor.isAt("{\"")) {
      return !cursor.isAt("{ ") && !cursor.isAt("{\n") && !cursor.isAt("{\r");
    }
    int start = cursor.position();
    cursor.skip(1);
    boolean head = cursor.string() != null && ",={".indexOf(cursor.peek()) >= 0;
    cursor.skip(start - cursor.position());
    return head;
  }

  private @Nullable List<JsonColumn> head(int depth) {
    if (!cursor.next('{') || depth > JsonTree.MAX_DEPTH) {
      return null;
    }
    List<JsonColumn> columns = new ArrayList<>();
    do {
      boolean quoted = cursor.peek() == '"';
      String name = quoted ? cursor.string() : '"' + cursor.bareName() + '"';
      if (name == null || (!quoted && name.length() == 2)) {
        return null;
      }
      JsonTree constant = null;
      List<JsonColumn> inner = null;
      if (cursor.next('=')) {
        constant = value(depth + 1);
        if (constant == null) {
          return null;
        }
      } else if (cursor.peek() == '{') {
        inner = head(depth + 1);
        if (inner == null) {
          return null;
        }
      }
      columns.add(new JsonColumn(name, constant, inner));
    } while (cursor.next(','));
    return cursor.next('}') ? columns : null;
  }

  private @Nullable JsonTree row(List<JsonColumn> columns, int depth) {
    if (!cursor.next('[') || depth > JsonTree.MAX_DEPTH) {
      return null;
    }
    List<String> names = new ArrayList<>();
    List<JsonTree> values = new ArrayList<>();
    boolean first = true;
    for (JsonColumn jsonColumn : columns) {
      JsonTree value = jsonColumn.constant();
      if (value == null) {
        boolean apart = first || cursor.next(',');
        List<JsonColumn> inner = jsonColumn.inner();
        value = !apart ? null : inner == null ? value(depth + 1) : row(inner, depth + 1);
        first = false;
      }
      if (value == null) {
        return null;
      }
      names.add(jsonColumn.name());
      values.add(value);
    }
    return cursor.next(']') ? new JsonTree.JsonMembers(names, values) : null;
  }
}

package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads JSON in which lists of records stand as tables, as {@link JsonPrint} prints them. */
final class JsonTableReader {
  private final JsonCursor cursor;

  /** A column: its name, what is the same in every row, the columns within it. */
  private record Column(String name, @Nullable Json constant, @Nullable List<Column> inner) {}

  JsonTableReader(String text, int at) {
    this.cursor = new JsonCursor(text, at);
  }

  /** Where reading ended, or failed. */
  int at() {
    return cursor.at();
  }

  /** The value that starts here, null where there is none. */
  @Nullable Json value() {
    return value(0);
  }

  /** Records whose rows stand on lines of their own; empty where there are none. */
  List<Json> lines() {
    List<Column> columns = isHead() ? head(0) : null;
    List<Json> records = new ArrayList<>();
    if (columns == null || !cursor.isAt(":\n[")) {
      return records;
    }
    cursor.skip(1);
    int end = cursor.at();
    while (cursor.isAt("\n[")) {
      cursor.skip(1);
      Json row = row(columns, 0);
      if (row == null || (cursor.peek() != '\n' && cursor.peek() != 0)) {
        cursor.skip(end - cursor.at());
        return records;
      }
      end = cursor.at();
      records.add(row);
    }
    return records;
  }

  private @Nullable Json value(int depth) {
    cursor.blanks();
    if (depth > Json.MAX_DEPTH) {
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

  private static @Nullable Json leaf(@Nullable String raw) {
    return raw == null ? null : new Json.Leaf(raw);
  }

  /** {@code json2{…}}: a string that holds JSON. */
  private @Nullable Json embedded(int depth) {
    if (!cursor.isAt(JsonPrint.EMBEDDED)) {
      return null;
    }
    cursor.skip(JsonPrint.EMBEDDED.length());
    JsonLayout layout = JsonLayout.signed(cursor.peek());
    cursor.skip(layout == null ? 0 : 1);
    boolean opens = cursor.peek() == '{' || cursor.peek() == '[';
    Json json = opens ? value(depth + 1) : null;
    return json == null
        ? null
        : new Json.Leaf(
            JsonString.encode((layout == null ? JsonLayout.COMPACT : layout).print(json)));
  }

  private @Nullable Json members(int depth) {
    cursor.skip(1);
    List<Column> columns = null;
    if (cursor.next('*')) {
      columns = head(depth);
      if (columns == null || !cursor.next(':')) {
        return null;
      }
    }
    List<String> names = new ArrayList<>();
    List<Json> values = new ArrayList<>();
    if (cursor.next('}')) {
      return new Json.Members(names, values);
    }
    do {
      cursor.blanks();
      String name = cursor.string();
      boolean named = name != null && cursor.next(':');
      Json value = !named ? null : columns == null ? value(depth + 1) : row(columns, depth + 1);
      if (name == null || value == null) {
        return null;
      }
      names.add(name);
      values.add(value);
    } while (cursor.next(','));
    return cursor.next('}') ? new Json.Members(names, values) : null;
  }

  private @Nullable Json items(int depth) {
    cursor.skip(1);
    cursor.blanks();
    List<Json> items = new ArrayList<>();
    List<Column> columns = null;
    if (isHead()) {
      columns = head(depth);
      if (columns == null || !cursor.next(':')) {
        return null;
      }
    } else if (cursor.next(']')) {
      return new Json.Items(items);
    }
    do {
      Json value = columns == null ? value(depth + 1) : row(columns, depth + 1);
      if (value == null) {
        return null;
      }
      items.add(value);
    } while (cursor.next(','));
    return cursor.next(']') ? new Json.Items(items) : null;
  }

  /** Whether columns follow, not an object: no colon stands behind the first name. */
  private boolean isHead() {
    if (!cursor.isAt("{") || cursor.isAt("{}") || cursor.isAt("{*")) {
      return false;
    }
    if (!cursor.isAt("{\"")) {
      return !cursor.isAt("{ ") && !cursor.isAt("{\n") && !cursor.isAt("{\r");
    }
    int start = cursor.at();
    cursor.skip(1);
    boolean head = cursor.string() != null && ",={".indexOf(cursor.peek()) >= 0;
    cursor.skip(start - cursor.at());
    return head;
  }

  private @Nullable List<Column> head(int depth) {
    if (!cursor.next('{') || depth > Json.MAX_DEPTH) {
      return null;
    }
    List<Column> columns = new ArrayList<>();
    do {
      boolean quoted = cursor.peek() == '"';
      String name = quoted ? cursor.string() : '"' + cursor.bareName() + '"';
      if (name == null || (!quoted && name.length() == 2)) {
        return null;
      }
      Json constant = null;
      List<Column> inner = null;
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
      columns.add(new Column(name, constant, inner));
    } while (cursor.next(','));
    return cursor.next('}') ? columns : null;
  }

  private @Nullable Json row(List<Column> columns, int depth) {
    if (!cursor.next('[') || depth > Json.MAX_DEPTH) {
      return null;
    }
    List<String> names = new ArrayList<>();
    List<Json> values = new ArrayList<>();
    boolean first = true;
    for (Column column : columns) {
      Json value = column.constant();
      if (value == null) {
        boolean apart = first || cursor.next(',');
        List<Column> inner = column.inner();
        value = !apart ? null : inner == null ? value(depth + 1) : row(inner, depth + 1);
        first = false;
      }
      if (value == null) {
        return null;
      }
      names.add(column.name());
      values.add(value);
    }
    return cursor.next(']') ? new Json.Members(names, values) : null;
  }
}

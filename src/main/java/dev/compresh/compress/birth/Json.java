package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON text as a tree that keeps the raw text of every name and value. */
sealed interface Json {

  /** Deeper values are left alone. */
  int MAX_DEPTH = 100;

  /** A string, number or word, as it stands. */
  record Leaf(String raw) implements Json {}

  record Items(List<Json> items) implements Json {}

  /**
   * An object.
   *
   * @param names the members' names with their quotes
   */
  record Members(List<String> names, List<Json> values) implements Json {}

  /** The value that all of {@code text} is, null where it is none. */
  static @Nullable Json of(String text) {
    Reader reader = new Reader(text, 0);
    Json json = reader.value();
    return json != null && text.substring(reader.at()).isBlank() ? json : null;
  }

  /** Reads values one after the other out of a text. */
  final class Reader {
    private final JsonCursor cursor;

    Reader(String text, int at) {
      this.cursor = new JsonCursor(text, at);
    }

    /** Where reading ended, or failed. */
    int at() {
      return cursor.at();
    }

    /** The value that starts here, or null where there is none. */
    @Nullable Json value() {
      return value(0);
    }

    private @Nullable Json value(int depth) {
      cursor.blanks();
      if (depth > MAX_DEPTH) {
        return null;
      }
      return switch (cursor.peek()) {
        case '{' -> members(depth);
        case '[' -> items(depth);
        case '"' -> leaf(cursor.string());
        default -> leaf(cursor.word());
      };
    }

    private @Nullable Json members(int depth) {
      cursor.skip(1);
      List<String> names = new ArrayList<>();
      List<Json> values = new ArrayList<>();
      if (cursor.next('}')) {
        return new Members(names, values);
      }
      do {
        cursor.blanks();
        String name = cursor.string();
        Json value = name != null && cursor.next(':') ? value(depth + 1) : null;
        if (name == null || value == null) {
          return null;
        }
        names.add(name);
        values.add(value);
      } while (cursor.next(','));
      return cursor.next('}') ? new Members(names, values) : null;
    }

    private @Nullable Json items(int depth) {
      cursor.skip(1);
      List<Json> items = new ArrayList<>();
      if (cursor.next(']')) {
        return new Items(items);
      }
      do {
        Json value = value(depth + 1);
        if (value == null) {
          return null;
        }
        items.add(value);
      } while (cursor.next(','));
      return cursor.next(']') ? new Items(items) : null;
    }

    private static @Nullable Json leaf(@Nullable String raw) {
      return raw == null ? null : new Leaf(raw);
    }
  }
}

package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** JSON text as a tree that keeps the raw text of every name and value. */
sealed interface JsonTree {

  /** Deeper values are left alone. */
  int MAX_DEPTH = 100;

  /** A string, number or word, as it is. */
  record JsonLeaf(String raw) implements JsonTree {}

  record JsonItems(List<JsonTree> items) implements JsonTree {}

  /**
   * An object.
   *
   * @param names the members' names with their quotes
   */
  record JsonMembers(List<String> names, List<JsonTree> values) implements JsonTree {}

  /** The value that all of {@code text} is, null where it is none. */
  static @Nullable JsonTree of(String text) {
    JsonTreeReader jsonTreeReader = new JsonTreeReader(text, 0);
    JsonTree jsonTree = jsonTreeReader.value();
    return jsonTree != null && text.substring(jsonTreeReader.position()).isBlank()
        ? jsonTree
        : null;
  }

  /** Reads values one after the other out of a text. */
  final class JsonTreeReader {
    private final JsonCursor cursor;

    JsonTreeReader(String text, int at) {
      this.cursor = new JsonCursor(text, at);
    }

    /** Returns where reading ended, or failed. */
    int position() {
      return cursor.position();
    }

    /** The value that starts here, or null where there is none. */
    @Nullable JsonTree value() {
      return value(0);
    }

    private @Nullable JsonTree value(int depth) {
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

    private @Nullable JsonTree members(int depth) {
      cursor.skip(1);
      List<String> names = new ArrayList<>();
      List<JsonTree> values = new ArrayList<>();
      if (cursor.next('}')) {
        return new JsonMembers(names, values);
      }
      do {
        cursor.blanks();
        String name = cursor.string();
        JsonTree value = name != null && cursor.next(':') ? value(depth + 1) : null;
        if (name == null || value == null) {
          return null;
        }
        names.add(name);
        values.add(value);
      } while (cursor.next(','));
      return cursor.next('}') ? new JsonMembers(names, values) : null;
    }

    private @Nullable JsonTree items(int depth) {
      cursor.skip(1);
      List<JsonTree> items = new ArrayList<>();
      if (cursor.next(']')) {
        return new JsonItems(items);
      }
      do {
        JsonTree value = value(depth + 1);
        if (value == null) {
          return null;
        }
        items.add(value);
      } while (cursor.next(','));
      return cursor.next(']') ? new JsonItems(items) : null;
    }

    private static @Nullable JsonTree leaf(@Nullable String raw) {
      return raw == null ? null : new JsonLeaf(raw);
    }
  }
}

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

  /** Reads values one after the other out of a text. */
  final class Reader {
    private final String text;
    private int at;

    Reader(String text, int at) {
      this.text = text;
      this.at = at;
    }

    /** Where reading ended, or failed. */
    int at() {
      return at;
    }

    /** The value that starts here, or null where there is none. */
    @Nullable Json value() {
      return value(0);
    }

    private @Nullable Json value(int depth) {
      blanks();
      if (at >= text.length() || depth > MAX_DEPTH) {
        return null;
      }
      return switch (text.charAt(at)) {
        case '{' -> members(depth);
        case '[' -> items(depth);
        case '"' -> leaf(string());
        default -> leaf(word());
      };
    }

    private @Nullable Json members(int depth) {
      at++;
      List<String> names = new ArrayList<>();
      List<Json> values = new ArrayList<>();
      if (next('}')) {
        return new Members(names, values);
      }
      do {
        blanks();
        String name = string();
        Json value = name != null && next(':') ? value(depth + 1) : null;
        if (name == null || value == null) {
          return null;
        }
        names.add(name);
        values.add(value);
      } while (next(','));
      return next('}') ? new Members(names, values) : null;
    }

    private @Nullable Json items(int depth) {
      at++;
      List<Json> items = new ArrayList<>();
      if (next(']')) {
        return new Items(items);
      }
      do {
        Json value = value(depth + 1);
        if (value == null) {
          return null;
        }
        items.add(value);
      } while (next(','));
      return next(']') ? new Items(items) : null;
    }

    private static @Nullable Json leaf(@Nullable String raw) {
      return raw == null ? null : new Leaf(raw);
    }

    private @Nullable String string() {
      int start = at;
      if (at >= text.length() || text.charAt(at) != '"') {
        return null;
      }
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          return text.substring(start, ++at);
        }
        if (c < ' ') {
          return null;
        }
        at += c == '\\' ? 1 : 0;
      }
      return null;
    }

    private @Nullable String word() {
      int start = at;
      while (at < text.length() && isWord(text.charAt(at))) {
        at++;
      }
      String word = text.substring(start, at);
      boolean known =
          switch (word) {
            case "true", "false", "null" -> true;
            default -> isNumber(word);
          };
      return known ? word : null;
    }

    private static boolean isWord(char c) {
      return (c >= '0' && c <= '9')
          || (c >= 'a' && c <= 'z')
          || c == 'E'
          || c == '-'
          || c == '+'
          || c == '.';
    }

    private static boolean isNumber(String word) {
      int digits = 0;
      for (int i = 0; i < word.length(); i++) {
        char c = word.charAt(i);
        digits += c >= '0' && c <= '9' ? 1 : 0;
        if (c >= 'a' && c <= 'z' && c != 'e') {
          return false;
        }
      }
      return digits > 0;
    }

    private boolean next(char wanted) {
      blanks();
      if (at < text.length() && text.charAt(at) == wanted) {
        at++;
        return true;
      }
      return false;
    }

    private void blanks() {
      while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}

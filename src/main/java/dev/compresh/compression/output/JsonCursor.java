package dev.compresh.compression.output;

import org.jspecify.annotations.Nullable;

/** A place in a text from which names, strings, numbers and signs of JSON are read. */
final class JsonCursor {
  private final String text;
  private int at;

  JsonCursor(String text, int at) {
    this.text = text;
    this.at = at;
  }

  int position() {
    return at;
  }

  /** The next character, 0 at the end. */
  char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  boolean isAt(String what) {
    return text.startsWith(what, at);
  }

  void skip(int characters) {
    at += characters;
  }

  /** The string with its quotes that starts here, null where none does. */
  @Nullable String string() {
    int start = at;
    if (peek() != '"') {
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

  /** The number or word of JSON that starts here, null where none does. */
  @Nullable String word() {
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

  /** Letters, digits and underscores from here on; may be empty. */
  String bareName() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return text.substring(start, at);
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

  /** Passes over {@code wanted}, blanks before it left out, if it comes next. */
  boolean next(char wanted) {
    blanks();
    if (peek() == wanted && at < text.length()) {
      at++;
      return true;
    }
    return false;
  }

  void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}

package dev.compresh.compression.client;

import org.jspecify.annotations.Nullable;

/**
 * A token of JavaScript.
 *
 * @param text the name, the sign or the number; empty for texts
 * @param value what a text says, null where only running it would tell
 */
record ScriptToken(TokenKind kind, String text, @Nullable String value) {
  static final ScriptToken END = new ScriptToken(TokenKind.END, "", null);

  /** The kind of a token. */
  enum TokenKind {
    NAME,
    TEXT,
    NUMBER,
    SIGN,
    /** A regular expression, or what is not understood. */
    OTHER,
    END
  }

  static ScriptToken sign(char c) {
    return new ScriptToken(TokenKind.SIGN, String.valueOf(c), null);
  }

  boolean isSign(char c) {
    return kind == TokenKind.SIGN && text.charAt(0) == c;
  }

  boolean isName(String name) {
    return kind == TokenKind.NAME && text.equals(name);
  }
}

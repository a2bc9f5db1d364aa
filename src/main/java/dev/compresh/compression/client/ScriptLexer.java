package dev.compresh.compression.client;

import dev.compresh.compression.client.ScriptToken.TokenKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits JavaScript into tokens, in one pass: it looks back at one token only, to tell a regular
 * expression from a division. What appears in a template is read after it, as tokens of its own.
 */
final class ScriptLexer {
  private static final int MOST_TOKENS = 20_000;
  private static final int DEEPEST = 8;

  private final String text;
  private final List<ScriptToken> tokens = new ArrayList<>();
  private int at;

  private ScriptLexer(String text) {
    this.text = text;
  }

  static List<ScriptToken> tokens(String script) {
    ScriptLexer lexer = new ScriptLexer(script);
    lexer.read(script.length(), 0);
    return lexer.tokens;
  }

  /** Reads up to {@code end}, or up to the brace that closes what a template runs. */
  private void read(int end, int depth) {
    int open = 0;
    while (at < end && tokens.size() < MOST_TOKENS) {
      char c = text.charAt(at);
      if (c == '/' && (next() == '/' || next() == '*')) {
        skipComment();
      } else if (c == '"' || c == '\'') {
        tokens.add(new ScriptToken(TokenKind.TEXT, "", quoted(c)));
      } else if (c == '`') {
        template(end, depth);
      } else if (Character.isJavaIdentifierStart(c)) {
        tokens.add(new ScriptToken(TokenKind.NAME, word(), null));
      } else if (c >= '0' && c <= '9') {
        tokens.add(new ScriptToken(TokenKind.NUMBER, number(), null));
      } else if (c == '/' && opensExpression()) {
        skipExpression();
      } else {
        if (c == '}' && open-- == 0 && depth > 0) {
          return;
        }
        open += c == '{' ? 1 : 0;
        if (c > ' ') {
          tokens.add(ScriptToken.sign(c));
        }
        at++;
      }
    }
  }

  private char next() {
    return at + 1 < text.length() ? text.charAt(at + 1) : 0;
  }

  private void skipComment() {
    boolean line = next() == '/';
    int close = text.indexOf(line ? "\n" : "*/", at + 2);
    at = close < 0 ? text.length() : close + (line ? 1 : 2);
  }

  private String word() {
    int start = at;
    while (at < text.length() && Character.isJavaIdentifierPart(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String number() {
    int start = at;
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at))
            || text.charAt(at) == '_'
            || text.charAt(at) == '.')) {
      at++;
    }
    return text.substring(start, at).replace("_", "");
  }

  /** Returns what a text between {@code quote} says, and {@link #at} behind it. */
  private String quoted(char quote) {
    StringBuilder said = new StringBuilder();
    at++;
    while (at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
      at = ScriptEscapes.append(text, at, said);
    }
    at++;
    return said.toString();
  }

  /** A template: what it says is known where nothing in it is to be run. */
  private void template(int end, int depth) {
    boolean raw = !tokens.isEmpty() && tokens.getLast().isName("raw");
    StringBuilder said = new StringBuilder();
    int place = tokens.size();
    boolean runs = false;
    at++;
    while (at < end && text.charAt(at) != '`') {
      if (text.charAt(at) == '$' && next() == '{') {
        at += 2;
        runs = true;
        if (depth >= DEEPEST) {
          at = end;
        } else {
          read(end, depth + 1);
          at++;
        }
      } else if (raw) {
        int escape = text.charAt(at) == '\\' && at + 1 < end ? 2 : 1;
        said.append(text, at, at + escape);
        at += escape;
      } else {
        at = ScriptEscapes.append(text, at, said);
      }
    }
    at++;
    tokens.add(place, new ScriptToken(TokenKind.TEXT, "", runs ? null : said.toString()));
  }

  private boolean opensExpression() {
    if (tokens.isEmpty()) {
      return true;
    }
    ScriptToken last = tokens.getLast();
    return last.kind() == TokenKind.SIGN
        ? ")]}".indexOf(last.text().charAt(0)) < 0
        : last.isName("return");
  }

  private void skipExpression() {
    boolean group = false;
    at++;
    while (at < text.length() && text.charAt(at) != '\n') {
      char c = text.charAt(at);
      if (c == '/' && !group) {
        break;
      }
      group = c == '[' || (group && c != ']');
      at += c == '\\' ? 2 : 1;
    }
    at++;
    tokens.add(new ScriptToken(TokenKind.OTHER, "", null));
  }
}

package dev.compresh.compression.client;

import dev.compresh.compression.client.ScriptToken.TokenKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads plain values in a script: texts, also joined ones and those that a name represents,
 * numbers, lists and objects of them. What only running the script would tell is left out.
 */
final class ScriptValues {
  private static final int DEEPEST = 16;

  private final List<ScriptToken> tokens;

  /** Texts that names stand for. */
  private final Map<String, String> bound = new HashMap<>();

  /**
   * A value that was read.
   *
   * @param json the value as JSON, null where it is not known
   * @param text the value, where it is one text
   * @param whole whether nothing of it was left out
   * @param end the place behind it
   */
  record ParsedValue(@Nullable String json, @Nullable String text, boolean whole, int end) {
    /** Returns what a tool is given. */
    String arguments() {
      return text != null ? text : json != null ? json : "";
    }
  }

  ScriptValues(List<ScriptToken> tokens) {
    this.tokens = tokens;
  }

  /** Notes an assignment that begins at {@code at}; returns the last place that needs no look. */
  int bind(int at) {
    boolean assigns =
        get(at).kind() == TokenKind.NAME
            && get(at + 1).isSign('=')
            && !get(at + 2).isSign('=')
            && !get(at + 2).isSign('>')
            && !get(at - 1).isSign('.');
    if (!assigns) {
      return at;
    }
    ParsedValue value = texts(at + 2);
    bound.remove(get(at).text());
    if (value.text() == null) {
      return at;
    }
    bound.put(get(at).text(), value.text());
    return value.end() - 1;
  }

  /** The value that begins at {@code at}. */
  ParsedValue read(int at) {
    return read(at, 0);
  }

  private ParsedValue read(int at, int depth) {
    ScriptToken token = get(at);
    if (depth < DEEPEST && token.isSign('{')) {
      return members(at, depth);
    }
    ParsedValue text = texts(at);
    if (text.text() != null) {
      return ends(text.end()) ? text : unknown(at);
    }
    if (depth < DEEPEST && token.isSign('[')) {
      return items(at, depth);
    }
    boolean negative = token.isSign('-') && get(at + 1).kind() == TokenKind.NUMBER;
    int last = negative ? at + 1 : at;
    boolean word = token.isName("true") || token.isName("false") || token.isName("null");
    if ((word || get(last).kind() == TokenKind.NUMBER) && ends(last + 1)) {
      String json = word ? token.text() : ScriptJson.number(get(last).text(), negative);
      return new ParsedValue(json, null, true, last + 1);
    }
    return unknown(at);
  }

  /** {@code {name: value, …}}. */
  private ParsedValue members(int open, int depth) {
    StringBuilder json = new StringBuilder("{");
    boolean whole = true;
    int at = open + 1;
    while (at < tokens.size() && !get(at).isSign('}')) {
      ScriptToken key = get(at);
      String name = key.kind() == TokenKind.NAME ? key.text() : key.value();
      boolean shorthand = key.kind() == TokenKind.NAME && !get(at + 1).isSign(':');
      ParsedValue value =
          name == null || (!shorthand && !get(at + 1).isSign(':'))
              ? unknown(at)
              : read(shorthand ? at : at + 2, depth + 1);
      if (name != null && value.json() != null) {
        json.append(json.length() > 1 ? "," : "").append(ScriptJson.text(name));
        json.append(':').append(value.json());
      }
      whole &= value.whole();
      at = Math.max(at + 1, value.end());
      at += get(at).isSign(',') ? 1 : 0;
    }
    return new ParsedValue(json.append('}').toString(), null, whole, at + 1);
  }

  private ParsedValue items(int open, int depth) {
    StringBuilder json = new StringBuilder("[");
    boolean whole = true;
    int at = open + 1;
    while (at < tokens.size() && !get(at).isSign(']')) {
      ParsedValue value = read(at, depth + 1);
      if (value.json() != null) {
        json.append(json.length() > 1 ? "," : "").append(value.json());
      }
      whole &= value.whole();
      at = Math.max(at + 1, value.end());
      at += get(at).isSign(',') ? 1 : 0;
    }
    boolean ends = ends(at + 1);
    return ends ? new ParsedValue(json.append(']').toString(), null, whole, at + 1) : unknown(open);
  }

  /** A text, texts with {@code +} between them, or a list of texts that is joined. */
  private ParsedValue texts(int start) {
    StringBuilder text = new StringBuilder();
    int at = start;
    while (true) {
      boolean raw =
          get(at).isName("String") && get(at + 1).isSign('.') && get(at + 2).isName("raw");
      int place = raw ? at + 3 : at;
      ScriptToken token = get(place);
      String part = token.kind() == TokenKind.NAME ? bound.get(token.text()) : token.value();
      int end = place + 1;
      if (token.isSign('[')) {
        ParsedValue joined = joined(place);
        part = joined.text();
        end = joined.end();
      }
      if (part == null) {
        return new ParsedValue(null, null, false, start);
      }
      text.append(part);
      if (!get(end).isSign('+')) {
        String said = text.toString();
        return new ParsedValue(ScriptJson.text(said), said, true, end);
      }
      at = end + 1;
    }
  }

  /** {@code ["a", "b"].join("\n")}. */
  private ParsedValue joined(int open) {
    List<String> texts = new ArrayList<>();
    int at = open + 1;
    while (get(at).value() != null && (get(at + 1).isSign(',') || get(at + 1).isSign(']'))) {
      texts.add(get(at).value());
      at += get(at + 1).isSign(',') ? 2 : 1;
    }
    String between = get(at + 4).value();
    boolean joins =
        get(at).isSign(']')
            && get(at + 1).isSign('.')
            && get(at + 2).isName("join")
            && get(at + 3).isSign('(')
            && between != null
            && get(at + 5).isSign(')');
    if (!joins) {
      return new ParsedValue(null, null, false, open + 1);
    }
    return new ParsedValue(null, String.join(between, texts), true, at + 6);
  }

  /** Returns whether the value before {@code at} ends there. */
  private boolean ends(int at) {
    ScriptToken token = get(at);
    return token.isSign(',')
        || token.isSign('}')
        || token.isSign(']')
        || token.isSign(')')
        || token.kind() == TokenKind.END;
  }

  /** Passes over a value that is not known, up to the comma or bracket behind it. */
  private ParsedValue unknown(int start) {
    int open = 0;
    int at = start;
    while (at < tokens.size()) {
      ScriptToken token = get(at);
      boolean opens = token.isSign('(') || token.isSign('[') || token.isSign('{');
      boolean closes = token.isSign(')') || token.isSign(']') || token.isSign('}');
      if (open == 0 && (closes || token.isSign(','))) {
        break;
      }
      open += opens ? 1 : closes ? -1 : 0;
      at++;
    }
    return new ParsedValue(null, null, false, at);
  }

  private ScriptToken get(int place) {
    return place >= 0 && place < tokens.size() ? tokens.get(place) : ScriptToken.END;
  }
}

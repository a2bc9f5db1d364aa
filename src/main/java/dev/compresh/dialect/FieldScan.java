package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonBlanks;
import dev.compresh.json.JsonText;
import java.util.ArrayList;
import java.util.List;

/**
 * Steps from value to value of JSON that was read before and is known to be well-formed; what it is
 * not, it takes for something else, without harm.
 */
final class FieldScan {
  private final byte[] body;
  private final ByteSpan known;

  /**
   * @param known a value whose end is known: the conversation, which is long and needs no scan
   */
  FieldScan(byte[] body, ByteSpan known) {
    this.body = body;
    this.known = known;
  }

  List<BodyField> members(ByteSpan object) {
    List<BodyField> members = new ArrayList<>();
    int at = JsonBlanks.skipForward(body, object.start() + 1);
    int end = object.end() - 1;
    while (at < end && body[at] == '"') {
      int nameEnd = string(at);
      String name = JsonText.decode(body, new ByteSpan(at, nameEnd));
      int colon = JsonBlanks.skipForward(body, nameEnd);
      int start = JsonBlanks.skipForward(body, colon + 1);
      int stop = value(start);
      members.add(new BodyField(body, name, new ByteSpan(start, stop)));
      at = next(stop);
    }
    return members;
  }

  List<BodyField> items(ByteSpan array) {
    List<BodyField> items = new ArrayList<>();
    int at = JsonBlanks.skipForward(body, array.start() + 1);
    int end = array.end() - 1;
    while (at < end) {
      int stop = value(at);
      items.add(new BodyField(body, "", new ByteSpan(at, stop)));
      at = next(stop);
    }
    return items;
  }

  /** Returns where the next one begins, behind a comma. */
  private int next(int stop) {
    int at = JsonBlanks.skipForward(body, stop);
    return at < body.length && body[at] == ',' ? JsonBlanks.skipForward(body, at + 1) : at;
  }

  /** The end of the value at {@code start}. */
  private int value(int start) {
    if (start == known.start() && known.length() > 0) {
      return known.end();
    }
    return switch (body[start]) {
      case '"' -> string(start);
      case '{', '[' -> container(start);
      default -> literal(start);
    };
  }

  private int string(int start) {
    int at = start + 1;
    while (at < body.length && body[at] != '"') {
      at += body[at] == '\\' ? 2 : 1;
    }
    return Math.min(body.length, at + 1);
  }

  private int container(int start) {
    int depth = 0;
    int at = start;
    while (at < body.length) {
      switch (body[at]) {
        case '"' -> at = string(at) - 1;
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {
          // part of a number, a word, or between values
        }
      }
      at++;
      if (depth == 0) {
        return at;
      }
    }
    return body.length;
  }

  private int literal(int start) {
    int at = start;
    while (at < body.length && !ends(body[at])) {
      at++;
    }
    return Math.max(at, start + 1);
  }

  private static boolean ends(byte b) {
    return b == ',' || b == '}' || b == ']' || JsonBlanks.is(b);
  }
}

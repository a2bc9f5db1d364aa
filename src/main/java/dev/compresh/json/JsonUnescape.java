package dev.compresh.json;

import java.nio.charset.StandardCharsets;

/** Reads literals with escapes. No escape is shorter than its UTF-8, so one buffer is enough. */
final class JsonUnescape {
  private final byte[] out;
  private int length;
  private boolean loneSurrogate;

  private JsonUnescape(int capacity) {
    out = new byte[capacity];
  }

  static String text(byte[] body, int from, int firstEscape, int to) {
    JsonUnescape bytes = new JsonUnescape(to - from);
    bytes.run(body, from, firstEscape, to);
    return bytes.loneSurrogate
        ? withLoneSurrogates(body, from, to)
        : new String(bytes.out, 0, bytes.length, StandardCharsets.UTF_8);
  }

  private void run(byte[] body, int from, int firstEscape, int to) {
    int start = from;
    int at = firstEscape;
    while (at < to) {
      System.arraycopy(body, start, out, length, at - start);
      length += at - start;
      int simple = simple(body, at, to);
      if (simple >= 0) {
        out[length++] = (byte) simple;
        start = at + 2;
      } else {
        int unit = unit(body, at, to);
        if (unit < 0) {
          out[length++] = '\\';
          start = at + 1;
        } else {
          start = at + 6;
          int low = Character.isHighSurrogate((char) unit) ? unit(body, start, to) : -1;
          if (low >= 0 && Character.isLowSurrogate((char) low)) {
            append(Character.toCodePoint((char) unit, (char) low));
            start += 6;
          } else if (Character.isSurrogate((char) unit)) {
            loneSurrogate = true;
            return;
          } else {
            append(unit);
          }
        }
      }
      at = backslash(body, start, to);
    }
    System.arraycopy(body, start, out, length, to - start);
    length += to - start;
  }

  private void append(int codePoint) {
    length = utf8(codePoint, out, length);
  }

  /** Rare: UTF-8 has no form for an unpaired surrogate, so text is gathered as chars. */
  private static String withLoneSurrogates(byte[] body, int from, int to) {
    StringBuilder text = new StringBuilder(to - from);
    int start = from;
    int at = backslash(body, from, to);
    while (at < to) {
      text.append(new String(body, start, at - start, StandardCharsets.UTF_8));
      int simple = simple(body, at, to);
      int unit = simple >= 0 ? simple : unit(body, at, to);
      text.append(unit < 0 ? '\\' : (char) unit);
      start = simple >= 0 ? at + 2 : unit >= 0 ? at + 6 : at + 1;
      at = backslash(body, start, to);
    }
    return text.append(new String(body, start, to - start, StandardCharsets.UTF_8)).toString();
  }

  /** Returns what the two-byte escape at {@code at} represents, or -1. */
  private static int simple(byte[] body, int at, int to) {
    if (at + 1 >= to) {
      return -1;
    }
    return switch (body[at + 1]) {
      case '"' -> '"';
      case '\\' -> '\\';
      case '/' -> '/';
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> -1;
    };
  }

  /** The UTF-16 unit that a {@code \\uXXXX} at {@code at} represents, or -1. */
  private static int unit(byte[] body, int at, int to) {
    if (at + 6 > to || body[at] != '\\' || body[at + 1] != 'u') {
      return -1;
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(body[i], 16);
      if (digit < 0) {
        return -1;
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  /** Offset of the next backslash in {@code [from, to)}, or {@code to}. */
  static int backslash(byte[] body, int from, int to) {
    int i = from;
    while (i < to && body[i] != '\\') {
      i++;
    }
    return i;
  }

  private static int utf8(int c, byte[] out, int at) {
    if (c < 0x80) {
      out[at] = (byte) c;
      return at + 1;
    }
    if (c < 0x800) {
      out[at] = (byte) (0xc0 | (c >> 6));
      out[at + 1] = (byte) (0x80 | (c & 0x3f));
      return at + 2;
    }
    if (c < 0x10000) {
      out[at] = (byte) (0xe0 | (c >> 12));
      out[at + 1] = (byte) (0x80 | ((c >> 6) & 0x3f));
      out[at + 2] = (byte) (0x80 | (c & 0x3f));
      return at + 3;
    }
    out[at] = (byte) (0xf0 | (c >> 18));
    out[at + 1] = (byte) (0x80 | ((c >> 12) & 0x3f));
    out[at + 2] = (byte) (0x80 | ((c >> 6) & 0x3f));
    out[at + 3] = (byte) (0x80 | (c & 0x3f));
    return at + 4;
  }
}

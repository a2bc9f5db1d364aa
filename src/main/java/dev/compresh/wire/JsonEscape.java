package dev.compresh.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes literals. */
final class JsonEscape {
  private JsonEscape() {}

  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  static byte[] literal(String text, boolean quotes) {
    int quote = quotes ? 1 : 0;
    int length = text.length();
    if (plain(text)) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      return quotes ? quoted(utf8) : utf8;
    }
    byte[] out = new byte[length + length / 8 + 16];
    int at = quote;
    for (int i = 0; i < length; i++) {
      if (out.length - at < 8) {
        out = Arrays.copyOf(out, Math.addExact(out.length, out.length / 2 + 16));
      }
      char c = text.charAt(i);
      if (c < 0x80) {
        at = ascii(c, out, at);
      } else if (!Character.isSurrogate(c)) {
        at = utf8(c, out, at);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        at = utf8(Character.toCodePoint(c, text.charAt(++i)), out, at);
      } else {
        at = unit(c, out, at);
      }
    }
    if (quotes) {
      out[0] = '"';
      out[at++] = '"';
    }
    return Arrays.copyOf(out, at);
  }

  private static boolean plain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c == '"' || c == '\\' || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }

  private static byte[] quoted(byte[] utf8) {
    byte[] out = new byte[utf8.length + 2];
    System.arraycopy(utf8, 0, out, 1, utf8.length);
    out[0] = '"';
    out[out.length - 1] = '"';
    return out;
  }

  private static int ascii(char c, byte[] out, int at) {
    int letter =
        switch (c) {
          case '"', '\\' -> c;
          case '\n' -> 'n';
          case '\t' -> 't';
          case '\r' -> 'r';
          case '\b' -> 'b';
          case '\f' -> 'f';
          default -> 0;
        };
    if (letter != 0) {
      out[at] = '\\';
      out[at + 1] = (byte) letter;
      return at + 2;
    }
    if (c < 0x20) {
      return unit(c, out, at);
    }
    out[at] = (byte) c;
    return at + 1;
  }

  private static int unit(char c, byte[] out, int at) {
    out[at] = '\\';
    out[at + 1] = 'u';
    for (int i = 0; i < 4; i++) {
      out[at + 2 + i] = HEX[(c >> (12 - 4 * i)) & 0xf];
    }
    return at + 6;
  }

  static int utf8(int c, byte[] out, int at) {
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

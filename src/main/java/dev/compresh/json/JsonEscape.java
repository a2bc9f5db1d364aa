package dev.compresh.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes literals: the text's UTF-8, copied run by run between the bytes that need an escape. */
final class JsonEscape {
  private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

  /**
   * Letter of the short escape of an ASCII byte, {@code u} where it has only the long one, or 0.
   */
  private static final byte[] ESCAPES = escapes();

  private JsonEscape() {}

  static byte[] literal(String text, boolean quotes) {
    int lone = nextLone(text, 0);
    if (lone == text.length()) {
      return escaped(text.getBytes(UTF_8), quotes);
    }
    // Rare: UTF-8 has no form for an unpaired surrogate, so it is written as its escape.
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + 16);
    writeAscii(out, quotes ? "\"" : "");
    int from = 0;
    while (lone < text.length()) {
      out.writeBytes(escaped(text.substring(from, lone).getBytes(UTF_8), false));
      writeAscii(out, "\\u" + Integer.toHexString(text.charAt(lone)));
      from = lone + 1;
      lone = nextLone(text, from);
    }
    out.writeBytes(escaped(text.substring(from).getBytes(UTF_8), false));
    writeAscii(out, quotes ? "\"" : "");
    return out.toByteArray();
  }

  private static byte[] escaped(byte[] utf8, boolean quotes) {
    int extra = quotes ? 2 : 0;
    for (byte b : utf8) {
      if (b >= 0 && ESCAPES[b] != 0) {
        extra = Math.addExact(extra, ESCAPES[b] == 'u' ? 5 : 1);
      }
    }
    if (extra == 0) {
      return utf8;
    }
    byte[] out = new byte[Math.addExact(utf8.length, extra)];
    int end = escape(utf8, out, quotes ? 1 : 0);
    if (quotes) {
      out[0] = '"';
      out[end] = '"';
    }
    return out;
  }

  private static int escape(byte[] utf8, byte[] out, int start) {
    int at = start;
    int from = 0;
    for (int i = 0; i < utf8.length; i++) {
      byte b = utf8[i];
      if (b >= 0 && ESCAPES[b] != 0) {
        System.arraycopy(utf8, from, out, at, i - from);
        at += i - from;
        from = i + 1;
        out[at++] = '\\';
        out[at++] = ESCAPES[b];
        if (ESCAPES[b] == 'u') {
          at = hex(b, out, at);
        }
      }
    }
    System.arraycopy(utf8, from, out, at, utf8.length - from);
    return at + utf8.length - from;
  }

  private static int hex(byte b, byte[] out, int at) {
    out[at] = '0';
    out[at + 1] = '0';
    out[at + 2] = HEX[b >> 4];
    out[at + 3] = HEX[b & 0xf];
    return at + 4;
  }

  /** Index of the next unpaired surrogate, or the text's length. */
  private static int nextLone(String text, int from) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (!Character.isSurrogate(c)) {
        at++;
      } else if (Character.isHighSurrogate(c)
          && at + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(at + 1))) {
        at += 2;
      } else {
        return at;
      }
    }
    return at;
  }

  private static byte[] escapes() {
    byte[] letters = new byte[128];
    Arrays.fill(letters, 0, 0x20, (byte) 'u');
    letters['\n'] = 'n';
    letters['\t'] = 't';
    letters['\r'] = 'r';
    letters['\b'] = 'b';
    letters['\f'] = 'f';
    letters['"'] = '"';
    letters['\\'] = '\\';
    return letters;
  }

  private static void writeAscii(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }
}

package dev.compresh.compression.plaintext;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import java.nio.charset.StandardCharsets;

/** Reads the beginning of a text without decoding all of it. */
final class TextOpening {
  /** Bytes looked at: no heading of a result is longer. */
  private static final int BYTES = 160;

  private TextOpening() {}

  /** The first characters of the string at {@code literal}. */
  static String read(byte[] body, ByteSpan literal) {
    int from = literal.start() + 1;
    int end = Math.min(literal.end() - 1, from + BYTES);
    int at = from;
    int whole = from;
    while (at < end) {
      if (body[at] == '\\') {
        at += at + 1 < end && body[at + 1] == 'u' ? 6 : 2;
      } else {
        at += size(body[at]);
      }
      whole = at <= end ? at : whole;
    }
    byte[] quoted = new byte[whole - from + 2];
    quoted[0] = '"';
    System.arraycopy(body, from, quoted, 1, whole - from);
    quoted[quoted.length - 1] = '"';
    return plain(quoted)
        ? new String(quoted, 1, quoted.length - 2, StandardCharsets.UTF_8)
        : JsonText.decode(quoted, new ByteSpan(0, quoted.length));
  }

  private static boolean plain(byte[] bytes) {
    for (byte b : bytes) {
      if (b == '\\') {
        return false;
      }
    }
    return true;
  }

  /** Bytes of the character that starts with {@code first}. */
  private static int size(byte first) {
    int bits = first & 0xff;
    return bits < 0x80 ? 1 : bits < 0xe0 ? 2 : bits < 0xf0 ? 3 : 4;
  }
}

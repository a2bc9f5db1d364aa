package dev.compresh.token;

/** UTF-8: whether bytes are it, and strings into it. */
final class Utf8 {
  private Utf8() {}

  /**
   * Returns whether {@code b[from, to)} is well-formed (RFC 3629: no surrogates, shortest forms
   * only).
   */
  static boolean valid(byte[] b, int from, int to) {
    int i = from;
    while (i < to) {
      int lead = b[i];
      if (lead >= 0) {
        i++;
        continue;
      }
      int length = sequence(b, i, to, lead & 0xFF);
      if (length == 0) {
        return false;
      }
      i += length;
    }
    return true;
  }

  /** Length of the well-formed sequence of several bytes at {@code i}, 0 if it is none. */
  private static int sequence(byte[] b, int i, int to, int lead) {
    int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead < 0xC2 || lead > 0xF4 || i + length > to) {
      return 0;
    }
    for (int k = 1; k < length; k++) {
      if ((b[i + k] & 0xC0) != 0x80) {
        return 0;
      }
    }
    int second = b[i + 1] & 0xFF;
    boolean allowed =
        switch (lead) {
          case 0xE0 -> second >= 0xA0;
          case 0xED -> second < 0xA0;
          case 0xF0 -> second >= 0x90;
          case 0xF4 -> second < 0x90;
          default -> true;
        };
    return allowed ? length : 0;
  }

  /**
   * Writes {@code text[from, to)} to the start of {@code out}, which has three bytes for each
   * character; an unpaired surrogate becomes {@code ?}, as in {@link String#getBytes}.
   *
   * @return bytes written
   */
  static int encode(String text, int from, int to, byte[] out) {
    int end = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        out[end++] = (byte) c;
      } else if (c < 0x800) {
        out[end++] = (byte) (0xC0 | c >> 6);
        out[end++] = continuation(c);
      } else if (!Character.isSurrogate(c)) {
        out[end++] = (byte) (0xE0 | c >> 12);
        out[end++] = continuation(c >> 6);
        out[end++] = continuation(c);
      } else if (i + 1 < to && Character.isSurrogatePair(c, text.charAt(i + 1))) {
        int point = Character.toCodePoint(c, text.charAt(++i));
        out[end++] = (byte) (0xF0 | point >> 18);
        out[end++] = continuation(point >> 12);
        out[end++] = continuation(point >> 6);
        out[end++] = continuation(point);
      } else {
        out[end++] = '?';
      }
    }
    return end;
  }

  private static byte continuation(int bits) {
    return (byte) (0x80 | (bits & 0x3F));
  }
}

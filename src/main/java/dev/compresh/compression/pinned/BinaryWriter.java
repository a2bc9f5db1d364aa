package dev.compresh.compression.pinned;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes numbers in as few bytes as they need, and texts with their length before them. */
final class BinaryWriter {
  private static final int SEVEN_BITS = 0x7f;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A number from 0 on: seven bits a byte, the lowest first (LEB128). */
  void unsigned(int value) {
    int rest = value;
    while ((rest & ~SEVEN_BITS) != 0) {
      out.write((rest & SEVEN_BITS) | MORE);
      rest >>>= 7;
    }
    out.write(rest);
  }

  /** Eight bytes, the highest first. */
  void fixed(long value) {
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      out.write((int) (value >>> shift));
    }
  }

  /**
   * A text: its length in bytes, doubled, plus one where it is UTF-16. That keeps texts that are no
   * Unicode: JSON may hold half a surrogate pair.
   */
  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    boolean exact = new String(utf8, StandardCharsets.UTF_8).equals(text);
    int length = exact ? utf8.length : 2 * text.length();
    unsigned(2 * length + (exact ? 0 : 1));
    if (exact) {
      out.write(utf8, 0, utf8.length);
      return;
    }
    for (int i = 0; i < text.length(); i++) {
      out.write(text.charAt(i) >>> Byte.SIZE);
      out.write(text.charAt(i));
    }
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}

package dev.compresh.compression.pinned;

import java.nio.charset.StandardCharsets;

/** Reads what {@link BinaryWriter} wrote. Every method throws on bytes that end too early. */
final class BinaryReader {
  private final byte[] bytes;
  private int at;

  BinaryReader(byte[] bytes) {
    this.bytes = bytes;
  }

  int unsigned() {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += 7) {
      int next = next();
      value |= (next & 0x7f) << shift;
      if (next < 0x80) {
        if (value < 0) {
          break;
        }
        return value;
      }
    }
    throw new IllegalArgumentException("no number");
  }

  /** A number of things that follow, each at least a byte long. */
  int count() {
    int count = unsigned();
    if (count > bytes.length - at) {
      throw new IllegalArgumentException("more than there are bytes");
    }
    return count;
  }

  long fixed() {
    long value = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      value = value << Byte.SIZE | next();
    }
    return value;
  }

  String text() {
    int head = unsigned();
    int length = head >>> 1;
    if (length > bytes.length - at) {
      throw new IllegalArgumentException("a text longer than the bytes");
    }
    int from = at;
    at += length;
    return (head & 1) == 0
        ? new String(bytes, from, length, StandardCharsets.UTF_8)
        : utf16(from, length);
  }

  /** Without a decoder, which would replace half a pair. */
  private String utf16(int from, int length) {
    char[] chars = new char[length / 2];
    for (int i = 0; i < chars.length; i++) {
      chars[i] =
          (char) ((bytes[from + 2 * i] & 0xff) << Byte.SIZE | (bytes[from + 2 * i + 1] & 0xff));
    }
    return new String(chars);
  }

  private int next() {
    if (at >= bytes.length) {
      throw new IllegalArgumentException("bytes end too early");
    }
    return bytes[at++] & 0xff;
  }
}

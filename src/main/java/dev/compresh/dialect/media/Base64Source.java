package dev.compresh.dialect.media;

import java.util.Arrays;

/**
 * Decodes base64 text byte by byte as it appears in a JSON string: both alphabets, escaped slashes
 * and line breaks. Ends at the first character that is none of these; never throws.
 */
public final class Base64Source {
  private final byte[] text;
  private final int end;
  private int at;
  private int bits;
  private int held;
  private long position;

  /** Reads {@code [from, to)} of {@code text}. */
  public Base64Source(byte[] text, int from, int to) {
    this.text = text;
    this.at = from;
    this.end = to;
  }

  /** Returns how many bytes were read so far. */
  public long position() {
    return position;
  }

  /** The next byte, 0 to 255; -1 at the end. */
  public int read() {
    while (held < 8) {
      int digit = digit();
      if (digit < 0) {
        return -1;
      }
      bits = bits << 6 | digit;
      held += 6;
    }
    held -= 8;
    position++;
    return bits >>> held & 0xff;
  }

  /** Skips {@code count} bytes; whether there were so many. */
  public boolean skip(long count) {
    for (long i = 0; i < count; i++) {
      if (read() < 0) {
        return false;
      }
    }
    return true;
  }

  /** The next {@code count} bytes as a number, the highest first; -1 where there are fewer. */
  public long number(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      int next = read();
      if (next < 0) {
        return -1;
      }
      value = value << 8 | next;
    }
    return value;
  }

  /** Up to {@code most} bytes from here on. */
  public byte[] bytes(int most) {
    byte[] out = new byte[Math.min(most, (end - at) / 4 * 3 + 3)];
    int length = 0;
    while (length < out.length) {
      int next = read();
      if (next < 0) {
        break;
      }
      out[length++] = (byte) next;
    }
    return length == out.length ? out : Arrays.copyOf(out, length);
  }

  private int digit() {
    while (at < end) {
      byte b = text[at++];
      if (b == '\\') {
        if (at == end) {
          return -1;
        }
        byte escaped = text[at++];
        if (escaped == '/') {
          return 63;
        }
        if (escaped != 'n' && escaped != 'r') {
          return -1;
        }
      } else {
        return value(b);
      }
    }
    return -1;
  }

  /** The value of a base64 digit; -1 for any other character. */
  static int value(byte b) {
    if (b >= 'A' && b <= 'Z') {
      return b - 'A';
    }
    if (b >= 'a' && b <= 'z') {
      return b - 'a' + 26;
    }
    if (b >= '0' && b <= '9') {
      return b - '0' + 52;
    }
    return switch (b) {
      case '+', '-' -> 62;
      case '/', '_' -> 63;
      default -> -1;
    };
  }
}

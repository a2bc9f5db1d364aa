package dev.compresh.admin.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads the regular files of a tar archive (ustar, GNU and PAX names) from a stream. */
final class TarReader {
  static final int BLOCK = 512;

  /** A name is not longer. */
  private static final int MOST_NAME = 64 << 10;

  private final InputStream in;
  private byte[] header;
  private long left;
  private long padding;
  private boolean first = true;

  /**
   * @param header its first block, which was read already
   */
  TarReader(byte[] header, InputStream in) {
    this.header = header;
    this.in = in;
  }

  /** Returns whether that is the first block of an archive. */
  static boolean isHeader(byte[] block) {
    return block.length == BLOCK && text(block, 257, 5).equals("ustar");
  }

  /** The next file's name; null at the end. */
  @Nullable String next() throws IOException {
    String longName = null;
    while (true) {
      if (!first) {
        in.skipNBytes(left + padding);
        header = in.readNBytes(BLOCK);
      }
      first = false;
      if (header.length < BLOCK || header[0] == 0) {
        return null;
      }
      left = octal(124, 12);
      padding = (BLOCK - left % BLOCK) % BLOCK;
      char type = (char) header[156];
      if (type == 'L') {
        longName = name();
      } else if (type == 'x') {
        String told = pax(name());
        longName = told == null ? longName : told;
      } else if (type == '0' || type == 0) {
        String prefix = text(header, 345, 155);
        String name = text(header, 0, 100);
        return longName != null ? longName : prefix.isEmpty() ? name : prefix + "/" + name;
      } else {
        longName = null;
      }
    }
  }

  /** The file that {@link #next} named. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int from, int length) throws IOException {
        if (left == 0) {
          return -1;
        }
        int read = in.read(into, from, (int) Math.min(length, left));
        if (read < 0) {
          throw new EOFException("the archive ends within a file");
        }
        left -= read;
        return read;
      }
    };
  }

  private String name() throws IOException {
    if (left > MOST_NAME) {
      throw new ZipException("a name that is too long");
    }
    byte[] bytes = in.readNBytes((int) left);
    left -= bytes.length;
    return text(bytes, 0, bytes.length);
  }

  /** The path among PAX records of the form {@code LENGTH KEY=VALUE\n}. */
  private static @Nullable String pax(String records) {
    for (String line : records.split("\n", -1)) {
      int at = line.indexOf(" path=");
      if (at > 0) {
        return line.substring(at + 6);
      }
    }
    return null;
  }

  private long octal(int from, int length) throws IOException {
    long value = 0;
    for (char c : text(header, from, length).strip().toCharArray()) {
      if (c < '0' || c > '7') {
        throw new ZipException("a size that is not octal");
      }
      value = value * 8 + c - '0';
    }
    return value;
  }

  private static String text(byte[] block, int from, int length) {
    int end = from;
    while (end < from + length && block[end] != 0) {
      end++;
    }
    return new String(block, from, end - from, UTF_8);
  }
}

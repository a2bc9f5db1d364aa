package dev.compresh.audio;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;

/** A form with a file of any length, made as it is read. */
final class UploadForm {
  static final String TYPE = "multipart/form-data; boundary=xyz";

  private static final String CLOSE = "--xyz--" + "\r\n";

  private UploadForm() {}

  static String field(String name, String value) {
    return "--xyz\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  static String fileHead() {
    return String.join(
        "\r\n",
        "--xyz",
        "Content-Disposition: form-data; name=\"file\"; filename=\"a.mp3\"",
        "Content-Type: audio/mpeg",
        "",
        "");
  }

  static String end() {
    return "\r\n" + CLOSE;
  }

  /** A whole form: what comes before the file, the file's bytes, what comes after it. */
  static InputStream of(String before, long fileBytes, String behind) {
    return new SequenceInputStream(
        java.util.Collections.enumeration(
            List.of(
                bytes(before + fileHead()),
                new Zeros(fileBytes),
                bytes("\r\n" + behind),
                close())));
  }

  static long length(String before, long fileBytes, String behind) {
    return before.length() + fileHead().length() + fileBytes + 2 + behind.length() + 9;
  }

  private static InputStream close() {
    return bytes(CLOSE);
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(ISO_8859_1));
  }

  private static final class Zeros extends InputStream {
    private long left;

    Zeros(long count) {
      left = count;
    }

    @Override
    public int read() {
      return left-- > 0 ? 0 : -1;
    }

    @Override
    public int read(byte[] into, int from, int count) {
      int read = (int) Math.min(count, left);
      java.util.Arrays.fill(into, from, from + read, (byte) 0);
      left -= read;
      return read == 0 && count > 0 ? -1 : read;
    }
  }
}

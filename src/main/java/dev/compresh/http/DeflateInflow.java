package dev.compresh.http;

import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** {@code deflate}: zlib by the standard, raw deflate by habit; the first two bytes tell. */
final class DeflateInflow implements ContentDecoder {
  private final byte[] piece = new byte[PIECE];
  private final byte[] first = new byte[2];
  private int held;
  private @Nullable Inflater inflater;
  private boolean closed;

  @Override
  public boolean feed(byte[] buf, int off, int len, DecoderOutput out) throws IOException {
    int at = off;
    int end = off + len;
    if (inflater == null) {
      while (held < 2 && at < end) {
        first[held++] = buf[at++];
      }
      if (held < 2 || closed) {
        return true;
      }
      inflater = new Inflater(!zlib(first));
      if (!inflate(inflater, first, 0, 2, piece, out)) {
        return false;
      }
    }
    return inflate(inflater, buf, at, end - at, piece, out);
  }

  /** RFC 1950: method 8 in the low four bits, and both bytes a multiple of 31. */
  private static boolean zlib(byte[] b) {
    return (b[0] & 0x0f) == 8 && (((b[0] & 0xff) << 8) | (b[1] & 0xff)) % 31 == 0;
  }

  /** Inflates all of the input; bytes behind the stream's end are left in the inflater. */
  static boolean inflate(
      Inflater inflater, byte[] buf, int off, int len, byte[] piece, DecoderOutput out)
      throws IOException {
    inflater.setInput(buf, off, len);
    try {
      while (!inflater.finished()) {
        int n = inflater.inflate(piece);
        if (n > 0 && !out.take(piece, 0, n)) {
          return false;
        }
        if (n == 0 && inflater.needsDictionary()) {
          throw new IOException("deflate with a dictionary");
        }
        if (n == 0 && !inflater.finished()) {
          return true;
        }
      }
      return true;
    } catch (DataFormatException e) {
      throw new IOException("broken deflate", e);
    }
  }

  @Override
  public boolean finished() {
    return inflater != null && !closed && inflater.finished();
  }

  @Override
  public void close() {
    closed = true;
    if (inflater != null) {
      inflater.end();
    }
  }
}

package dev.compresh.http;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** {@code gzip} (RFC 1952), members one after another as one. */
final class GzipInflow implements ContentDecoder {
  private static final int HCRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;

  private enum GzipState {
    FIXED,
    EXTRA_LENGTH,
    EXTRA_BYTES,
    /** The file's name, or a comment; each ends with a zero. */
    TEXT,
    HEAD_CRC,
    BODY,
    TRAILER
  }

  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] piece = new byte[PIECE];
  private GzipState gzipState = GzipState.FIXED;
  private int count;
  private int flags;
  private long value;
  private boolean finished;
  private boolean closed;

  @Override
  public boolean feed(byte[] buf, int off, int len, DecoderOutput out) throws IOException {
    int at = off;
    int end = off + len;
    while (at < end && !closed) {
      if (gzipState != GzipState.BODY) {
        head(buf[at++] & 0xff);
        continue;
      }
      boolean more =
          DeflateInflow.inflate(
              inflater,
              buf,
              at,
              end - at,
              piece,
              (b, o, n) -> {
                crc.update(b, o, n);
                return out.take(b, o, n);
              });
      if (!more) {
        return false;
      }
      at = end - inflater.getRemaining();
      if (inflater.finished()) {
        gzipState = GzipState.TRAILER;
        count = 0;
        value = 0;
      }
    }
    return true;
  }

  private void head(int b) throws IOException {
    switch (gzipState) {
      case FIXED -> {
        finished = false;
        require(count != 0 || b == 0x1f);
        require(count != 1 || b == 0x8b);
        require(count != 2 || b == 8);
        flags = count == 3 ? b : flags;
        if (++count == 10) {
          nextPart();
        }
      }
      case EXTRA_LENGTH -> {
        value |= (long) b << (8 * count);
        if (++count == 2) {
          count = (int) value;
          gzipState = GzipState.EXTRA_BYTES;
          if (count == 0) {
            nextPart();
          }
        }
      }
      case EXTRA_BYTES -> {
        if (--count == 0) {
          nextPart();
        }
      }
      case TEXT -> {
        if (b == 0) {
          nextPart();
        }
      }
      case HEAD_CRC -> {
        if (++count == 2) {
          nextPart();
        }
      }
      case TRAILER -> trailer(b);
      case BODY -> throw new IllegalStateException("inflated, not read by byte");
    }
  }

  /** Goes on to the next part of the head that the flags name, in their order, else the body. */
  private void nextPart() {
    count = 0;
    value = 0;
    if (flagged(EXTRA)) {
      gzipState = GzipState.EXTRA_LENGTH;
    } else if (flagged(NAME) || flagged(COMMENT)) {
      gzipState = GzipState.TEXT;
    } else if (flagged(HCRC)) {
      gzipState = GzipState.HEAD_CRC;
    } else {
      gzipState = GzipState.BODY;
    }
  }

  private boolean flagged(int flag) {
    boolean set = (flags & flag) != 0;
    flags &= ~flag;
    return set;
  }

  private void trailer(int b) throws IOException {
    if (count < 4) {
      value |= (long) b << (8 * count);
    }
    if (++count == 4) {
      require(value == crc.getValue());
    }
    if (count == 8) {
      finished = true;
      gzipState = GzipState.FIXED;
      count = 0;
      flags = 0;
      crc.reset();
      inflater.reset();
    }
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("broken gzip");
    }
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public void close() {
    closed = true;
    inflater.end();
  }
}

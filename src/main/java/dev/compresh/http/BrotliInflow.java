package dev.compresh.http;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.decoder.DecoderJNI;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** {@code br} (RFC 7932) by the reference decoder; its window is 16 MiB at most. */
final class BrotliInflow implements ContentDecoder {
  private final DecoderJNI.Wrapper decoder;
  private final byte[] piece = new byte[PIECE];
  private boolean pulled;
  private boolean closed;

  private BrotliInflow() throws IOException {
    decoder = new DecoderJNI.Wrapper(PIECE);
  }

  /** Null where the native library isn't there for this machine. */
  static @Nullable BrotliInflow create() {
    if (!Brotli4jLoader.isAvailable()) {
      return null;
    }
    try {
      return new BrotliInflow();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public boolean feed(byte[] buf, int off, int len, DecoderOutput out) throws IOException {
    int at = off;
    int end = off + len;
    while (!closed) {
      switch (decoder.getStatus()) {
        case DONE -> {
          if (at < end) {
            throw new IOException("bytes after the end of br");
          }
          return drain(out);
        }
        case OK -> decoder.push(0);
        case NEEDS_MORE_OUTPUT -> {
          if (!drain(out)) {
            return false;
          }
        }
        case NEEDS_MORE_INPUT -> {
          if (!drain(out)) {
            return false;
          }
          if (pulled) {
            // The wrapper asks for input too early once its output was full; it may have more.
            pulled = false;
            decoder.push(0);
            continue;
          }
          if (at == end) {
            return true;
          }
          ByteBuffer input = decoder.getInputBuffer();
          input.clear();
          int n = Math.min(input.remaining(), end - at);
          input.put(buf, at, n);
          at += n;
          decoder.push(n);
        }
        case ERROR -> throw new IOException("broken br");
      }
    }
    return true;
  }

  private boolean drain(DecoderOutput out) {
    while (decoder.hasOutput()) {
      ByteBuffer output = decoder.pull();
      pulled = true;
      while (output.hasRemaining()) {
        int n = Math.min(output.remaining(), piece.length);
        output.get(piece, 0, n);
        if (!out.take(piece, 0, n)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public boolean finished() {
    return !closed && decoder.getStatus() == DecoderJNI.Status.DONE;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      decoder.destroy();
    }
  }
}

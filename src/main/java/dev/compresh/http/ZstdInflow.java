package dev.compresh.http;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;

/** {@code zstd} (RFC 8878), frames one after another as one. */
final class ZstdInflow implements ContentDecoder {
  /** RFC 9659: as a content coding, zstd needs no window above 8 MiB. */
  private static final int WINDOW_LOG = 23;

  private final ZstdDecompressCtx decoder = new ZstdDecompressCtx().setLongMax(WINDOW_LOG);
  private final ByteBuffer input = ByteBuffer.allocateDirect(PIECE);
  private final ByteBuffer output = ByteBuffer.allocateDirect(PIECE);
  private final byte[] piece = new byte[PIECE];
  private boolean finished;
  private boolean closed;

  @Override
  public boolean feed(byte[] buf, int off, int len, DecoderOutput out) throws IOException {
    int at = off;
    int end = off + len;
    while (at < end && !closed) {
      int n = Math.min(input.capacity(), end - at);
      input.clear().put(buf, at, n).flip();
      at += n;
      if (!decode(out)) {
        return false;
      }
    }
    return true;
  }

  private boolean decode(DecoderOutput out) throws IOException {
    try {
      boolean full = true;
      while (input.hasRemaining() || full) {
        output.clear();
        int before = input.position();
        finished = decoder.decompressDirectByteBufferStream(output, input);
        full = !output.hasRemaining() && !finished;
        output.flip();
        int n = output.remaining();
        output.get(piece, 0, n);
        if (n > 0 && !out.take(piece, 0, n)) {
          return false;
        }
        if (n == 0 && input.position() == before) {
          return true;
        }
      }
      return true;
    } catch (ZstdException e) {
      throw new IOException("broken zstd", e);
    }
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      decoder.close();
    }
  }
}

package dev.compresh.proxy.passthrough;

import dev.compresh.proxy.ApiError;
import dev.compresh.proxy.upload.BytePipe;
import dev.compresh.proxy.upload.UploadBody;
import org.jspecify.annotations.Nullable;

/** A body that goes out as it comes in, in pieces. */
final class StreamedBody implements UploadBody {
  private static final int PIECE = 16 * 1024;
  private static final int PIPE = 256 * 1024;

  private final BytePipe in;
  private final BytePipe out = new BytePipe(PIPE);
  private final long length;

  StreamedBody(BytePipe in, long length) {
    this.in = in;
    this.length = length;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public BytePipe pipe() {
    return out;
  }

  @Override
  public @Nullable ApiError fault() {
    return null;
  }

  @Override
  public void run() {
    byte[] piece = new byte[PIECE];
    while (true) {
      int count = in.read(piece, 0, piece.length);
      if (count == BytePipe.END) {
        out.end();
        return;
      }
      if (count < 0 || !out.write(piece, 0, count)) {
        out.breakOff();
        return;
      }
    }
  }

  @Override
  public void close() {
    out.breakOff();
    in.breakOff();
  }
}

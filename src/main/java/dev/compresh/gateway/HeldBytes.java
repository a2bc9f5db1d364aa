package dev.compresh.gateway;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The bytes that a client sent ahead while an answer to it is still under way. */
final class HeldBytes {
  /** From here on reading stops until they are used. */
  private static final int FULL = 64 * 1024;

  private @Nullable ByteBuf bytes;

  boolean isEmpty() {
    return bytes == null;
  }

  boolean isFull() {
    return bytes != null && bytes.readableBytes() >= FULL;
  }

  /** Keeps {@code more}, which is no longer the caller's. */
  void add(ByteBuf more) {
    if (bytes == null) {
      bytes = more;
    } else {
      bytes.writeBytes(more);
      more.release();
    }
  }

  /** Hands them over, null where there are none. */
  @Nullable ByteBuf take() {
    ByteBuf taken = bytes;
    bytes = null;
    return taken;
  }

  void drop() {
    if (bytes != null) {
      bytes.release();
      bytes = null;
    }
  }
}

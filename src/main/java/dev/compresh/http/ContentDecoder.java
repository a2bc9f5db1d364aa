package dev.compresh.http;

import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Undoes one content coding, piece by piece, in bounded memory. Not thread-safe. */
public interface ContentDecoder extends AutoCloseable {

  /** Takes decoded bytes, which it must not keep; false asks to stop. */
  @FunctionalInterface
  interface DecoderOutput {
    boolean take(byte[] buf, int off, int len);
  }

  /** Bytes decoded at a time. */
  int PIECE = 16 * 1024;

  /**
   * Decodes what these bytes allow.
   *
   * @return false once {@code out} asked to stop
   * @throws IOException if they are not of this coding
   */
  boolean feed(byte[] buf, int off, int len, DecoderOutput out) throws IOException;

  /** Returns whether the coded bytes came to a proper end. */
  boolean finished();

  @Override
  void close();

  /** A decoder for a name of a coding; null where it isn't known or can't run here. */
  static @Nullable ContentDecoder of(String coding) {
    return switch (coding.trim().toLowerCase(Locale.ROOT)) {
      case "gzip", "x-gzip" -> new GzipInflow();
      case "deflate" -> new DeflateInflow();
      case "br" -> BrotliInflow.create();
      case "zstd" -> new ZstdInflow();
      default -> null;
    };
  }
}

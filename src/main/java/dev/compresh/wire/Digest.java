package dev.compresh.wire;

import java.util.List;

/** 128 bits of SHA-256 over bytes: identity of a text or a prefix, safe against made collisions. */
public record Digest(long high, long low) {

  /** The digest of the bytes at {@code span}. */
  public static Digest of(byte[] body, Span span) {
    return new Digester().of(body, span, List.of());
  }
}

package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import java.util.List;

/** 128 bits of SHA-256 over bytes: identity of a text or a prefix, safe against made collisions. */
public record ContentDigest(long high, long low) {

  /** The digest of the bytes at {@code span}. */
  public static ContentDigest of(byte[] body, ByteSpan byteSpan) {
    return new DigestBuilder().digest(body, byteSpan, List.of());
  }
}

package dev.compresh.wire;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Makes digests: the first 128 bits of SHA-256. Not thread-safe. */
final class Digester {
  private final MessageDigest sha256;

  Digester() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Of what an answer says, by its parts: texts, calls and the like, but no thinking. How they are
   * packed does not count.
   *
   * @param cuts bytes that do not count, in order
   */
  Digest spoken(byte[] body, List<Part> parts, List<Span> cuts) {
    for (Part part : parts) {
      if (part instanceof Part.Fixed fixed && fixed.isReasoning()) {
        continue;
      }
      sha256.update((byte) 0); // never within JSON
      if (part instanceof Part.Text text) {
        update(body, text.literal(), List.of());
      } else {
        update(body, part.span(), cuts);
      }
    }
    return digest();
  }

  private void update(byte[] body, Span span, List<Span> cuts) {
    int at = span.start();
    for (Span cut : cuts) {
      if (cut.start() >= at && cut.end() <= span.end()) {
        sha256.update(body, at, cut.start() - at);
        at = cut.end();
      }
    }
    sha256.update(body, at, span.end() - at);
  }

  /** Of the bytes of {@code span} without {@code cuts}, which stand in it in order. */
  Digest of(byte[] body, Span span, List<Span> cuts) {
    int at = span.start();
    for (Span cut : cuts) {
      sha256.update(body, at, Math.max(0, cut.start() - at));
      at = Math.max(at, cut.end());
    }
    sha256.update(body, at, span.end() - at);
    return digest();
  }

  private Digest digest() {
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
    return new Digest(hash.getLong(), hash.getLong());
  }
}

package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** Makes digests: the first 128 bits of SHA-256. Not thread-safe. */
final class DigestBuilder {
  private final MessageDigest sha256;

  DigestBuilder() {
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
  ContentDigest spoken(byte[] body, List<PromptPart> parts, List<ByteSpan> cuts) {
    for (PromptPart promptPart : parts) {
      if (promptPart instanceof PromptPart.FixedPart fixedPart && fixedPart.isReasoning()) {
        continue;
      }
      sha256.update((byte) 0); // never within JSON
      if (promptPart instanceof PromptPart.TextPart textPart) {
        update(body, textPart.literal(), List.of());
      } else {
        update(body, promptPart.span(), cuts);
      }
    }
    return digest();
  }

  private void update(byte[] body, ByteSpan byteSpan, List<ByteSpan> cuts) {
    int at = byteSpan.start();
    for (ByteSpan cut : cuts) {
      if (cut.start() >= at && cut.end() <= byteSpan.end()) {
        sha256.update(body, at, cut.start() - at);
        at = cut.end();
      }
    }
    sha256.update(body, at, byteSpan.end() - at);
  }

  /** Of the bytes of {@code span} without {@code cuts}, which stand in it in order. */
  ContentDigest digest(byte[] body, ByteSpan byteSpan, List<ByteSpan> cuts) {
    int at = byteSpan.start();
    for (ByteSpan cut : cuts) {
      sha256.update(body, at, Math.max(0, cut.start() - at));
      at = Math.max(at, cut.end());
    }
    sha256.update(body, at, byteSpan.end() - at);
    return digest();
  }

  private ContentDigest digest() {
    ByteBuffer hash = ByteBuffer.wrap(sha256.digest());
    return new ContentDigest(hash.getLong(), hash.getLong());
  }
}

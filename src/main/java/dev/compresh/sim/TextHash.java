package dev.compresh.sim;

import dev.compresh.dialect.ContentDigest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of texts. */
final class TextHash {
  private TextHash() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static byte[] bytes(String text) {
    return sha256().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  static ContentDigest sha256(String text) {
    return digest(bytes(text));
  }

  /** The first 128 bits. */
  static ContentDigest digest(byte[] hash) {
    ByteBuffer bits = ByteBuffer.wrap(hash);
    return new ContentDigest(bits.getLong(), bits.getLong());
  }
}

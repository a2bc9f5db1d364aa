package dev.compresh.sim;

import dev.compresh.wire.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 of texts. */
final class Hash {
  private Hash() {}

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

  static Digest of(String text) {
    return digest(bytes(text));
  }

  /** The first 128 bits. */
  static Digest digest(byte[] hash) {
    ByteBuffer bits = ByteBuffer.wrap(hash);
    return new Digest(bits.getLong(), bits.getLong());
  }
}

package dev.compresh.store.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/** The key above all others: 32 random bytes. What is sealed is sealed under keys made of it. */
public final class MasterKey {
  static final int BYTES = 32;

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * The key written as {@code base64}, in either alphabet, with or without padding.
   *
   * @param where what to name in a complaint, as a variable or a file
   */
  public static MasterKey of(String base64, String where) throws KeyFault {
    String plain = base64.strip().replace('-', '+').replace('_', '/').replace("=", "");
    try {
      byte[] bytes = Base64.getDecoder().decode(plain);
      if (bytes.length == BYTES) {
        return new MasterKey(bytes);
      }
    } catch (IllegalArgumentException e) {
      // said below, without the key
    }
    throw new KeyFault(
        where
            + " contains no key. Write 32 random bytes in base64, as printed by 'openssl rand -base64 32'.");
  }

  static MasterKey random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new MasterKey(bytes);
  }

  String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** Seals under a key for {@code purpose} alone (HKDF with SHA-256, RFC 5869). */
  public AesGcmSeal seal(String purpose) {
    try {
      byte[] info = ("compresh " + purpose).getBytes(StandardCharsets.UTF_8);
      SecretKey key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES", HKDFParameterSpec.ofExtract().addIKM(bytes).thenExpand(info, BYTES));
      return new AesGcmSeal(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return "MasterKey";
  }
}

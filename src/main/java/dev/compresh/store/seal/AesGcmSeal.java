package dev.compresh.store.seal;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts with AES-256-GCM (NIST SP 800-38D). Sealed bytes are a version, a random nonce of 12
 * bytes, the ciphertext and its tag of 16 bytes. Thread-safe.
 */
public final class AesGcmSeal {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";

  private final SecretKey key;
  private final SecureRandom random = new SecureRandom();

  AesGcmSeal(SecretKey key) {
    this.key = key;
  }

  /**
   * Encrypts {@code plain}.
   *
   * @param bound says what the bytes belong to: they can be opened only with the same
   */
  public byte[] close(byte[] plain, byte[] bound) {
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(bound);
      byte[] sealed = Arrays.copyOf(nonce, 1 + NONCE + cipher.getOutputSize(plain.length));
      System.arraycopy(nonce, 0, sealed, 1, NONCE);
      sealed[0] = VERSION;
      cipher.doFinal(plain, 0, plain.length, sealed, 1 + NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Returns what was sealed; null where another key or bound was used, or the bytes were changed.
   */
  public byte @Nullable [] open(byte[] sealed, byte[] bound) {
    if (sealed.length < 1 + NONCE + TAG_BITS / Byte.SIZE || sealed[0] != VERSION) {
      return null;
    }
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 1, NONCE));
      cipher.updateAAD(bound);
      return cipher.doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

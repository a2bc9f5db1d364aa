package dev.compresh.admin.peek;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A box into which anybody can put texts, and which opens with one credential alone: texts are
 * sealed to a public key (X25519, AES-256-GCM), and the private key lies under a key that is made
 * from the credential and not kept.
 */
final class SealedBox {
  private static final String CURVE = "X25519";
  private static final int TAG_BITS = 128;

  /** Each key seals one thing alone, so that its nonce may be fixed. */
  private static final byte[] NONCE = new byte[12];

  private final String id;
  private final PublicKey lid;
  private final byte[] lockedKey;

  /** Holds a sealed text, with the public half of the key that it was sealed by. */
  record SealedText(PublicKey by, byte[] bytes) {}

  /**
   * @param id unlike any other box's
   * @param credential what opens it
   */
  SealedBox(String id, String credential) {
    this.id = id;
    try {
      KeyPair pair = KeyPairGenerator.getInstance(CURVE).generateKeyPair();
      this.lid = pair.getPublic();
      byte[] secret = pair.getPrivate().getEncoded();
      this.lockedKey = crypt(Cipher.ENCRYPT_MODE, key(credential), secret);
      Arrays.fill(secret, (byte) 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SealedText seal(String text) {
    try {
      KeyPair once = KeyPairGenerator.getInstance(CURVE).generateKeyPair();
      byte[] key = agree(once.getPrivate(), lid);
      return new SealedText(
          once.getPublic(), crypt(Cipher.ENCRYPT_MODE, key, text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * The key that opens what is in the box.
   *
   * @throws GeneralSecurityException where {@code credential} is not the one it was made for
   */
  PrivateKey unlock(String credential) throws GeneralSecurityException {
    byte[] secret = crypt(Cipher.DECRYPT_MODE, key(credential), lockedKey);
    return KeyFactory.getInstance(CURVE).generatePrivate(new PKCS8EncodedKeySpec(secret));
  }

  String open(PrivateKey key, SealedText sealed) {
    try {
      return new String(crypt(Cipher.DECRYPT_MODE, agree(key, sealed.by()), sealed.bytes()), UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] key(String credential) throws GeneralSecurityException {
    return digest(("peek-key\n" + id + "\n" + credential).getBytes(UTF_8));
  }

  private byte[] agree(PrivateKey own, PublicKey other) throws GeneralSecurityException {
    KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
    agreement.init(own);
    agreement.doPhase(other, true);
    return digest(agreement.generateSecret());
  }

  private static byte[] digest(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static byte[] crypt(int mode, byte[] key, byte[] bytes) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
    return cipher.doFinal(bytes);
  }
}

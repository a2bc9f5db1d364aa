package dev.compresh.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Defines the format of a key: {@code comp_}, a public id of 9 and a secret of 18 letters and
 * digits (107 bits). What is stored is the SHA-256 of the whole key: of something random and long a
 * fast hash is enough.
 */
public final class KeyFormat {
  public static final String PREFIX = "comp_";
  static final int ID = 9;
  static final int SECRET = 18;
  private static final int LENGTH = PREFIX.length() + ID + SECRET;

  private KeyFormat() {}

  /** Returns whether {@code text} is a key by its form. */
  public static boolean matches(String text) {
    if (text.length() != LENGTH || !text.startsWith(PREFIX)) {
      return false;
    }
    for (int i = PREFIX.length(); i < LENGTH; i++) {
      char c = text.charAt(i);
      if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'))) {
        return false;
      }
    }
    return true;
  }

  /** The public id of a well-formed key. */
  public static String id(String key) {
    return key.substring(PREFIX.length(), PREFIX.length() + ID);
  }

  static String last4(String key) {
    return key.substring(LENGTH - 4);
  }

  static byte[] hash(String key) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

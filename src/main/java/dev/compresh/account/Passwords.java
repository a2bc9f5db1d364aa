package dev.compresh.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** Passwords as Argon2id hashes. */
public final class Passwords {
  // OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane.
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int BYTES = 32;
  private static final int SALT_BYTES = 16;

  private Passwords() {}

  /** The hash in PHC form, with a salt of its own. Takes some ten milliseconds and 19 MiB. */
  public static String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, BYTES, Argon2.ID)
        .hash(password.getBytes(StandardCharsets.UTF_8), salt)
        .getResult();
  }

  /** Whether {@code hash} was made of {@code password}, with the costs that stand in the hash. */
  public static boolean verify(String password, String hash) {
    return Argon2Function.getInstanceFromHash(hash).check(password, hash);
  }
}

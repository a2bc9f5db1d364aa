package dev.compresh.account;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** Passwords as Argon2id hashes. */
public final class PasswordRules {
  // OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane.
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int BYTES = 32;
  private static final int SALT_BYTES = 16;

  // The PHC form is written and read here: the library's own reading and writing changes the case
  // of "id" by the machine's language, and in Turkish that is another letter.
  private static final String NAME = "argon2id";

  private PasswordRules() {}

  /** The hash in PHC form, with a salt of its own. Takes some ten milliseconds and 19 MiB. */
  public static String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    byte[] digest = digest(password, salt, MEMORY_KIB, PASSES, LANES, BYTES);
    Base64.Encoder encoder = Base64.getEncoder().withoutPadding();
    return "$"
        + NAME
        + "$v="
        + Argon2Function.ARGON2_VERSION_13
        + "$m="
        + MEMORY_KIB
        + ",t="
        + PASSES
        + ",p="
        + LANES
        + "$"
        + encoder.encodeToString(salt)
        + "$"
        + encoder.encodeToString(digest);
  }

  /**
   * Returns whether {@code hash} was made of {@code password}, with the costs that stand in the
   * hash; false for what is no such hash.
   */
  public static boolean verify(String password, String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 6
        || !parts[1].equals(NAME)
        || !parts[2].equals("v=" + Argon2Function.ARGON2_VERSION_13)) {
      return false;
    }
    try {
      byte[] expected = Base64.getDecoder().decode(parts[5]);
      byte[] salt = Base64.getDecoder().decode(parts[4]);
      String[] costs = parts[3].split(",", -1);
      byte[] digest =
          digest(
              password,
              salt,
              cost(costs, 0, "m="),
              cost(costs, 1, "t="),
              cost(costs, 2, "p="),
              expected.length);
      return expected.length > 0 && MessageDigest.isEqual(expected, digest);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int cost(String[] costs, int index, String name) {
    if (costs.length != 3 || !costs[index].startsWith(name)) {
      throw new IllegalArgumentException("no costs");
    }
    return Integer.parseInt(costs[index].substring(name.length()));
  }

  private static byte[] digest(
      String password, byte[] salt, int memory, int passes, int lanes, int bytes) {
    return Argon2Function.getInstance(memory, passes, lanes, bytes, Argon2.ID)
        .hash(password.getBytes(StandardCharsets.UTF_8), salt)
        .getBytes();
  }
}

package dev.compresh.account.signin.oidc;

import dev.compresh.account.RandomText;
import dev.compresh.account.signin.SecretHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in under way in one browser. All that ties its steps together is derived from a random
 * secret in that browser's cookie, its start and its return path: whoever changes one of them
 * changes state, nonce and verifier, and the provider's answer no longer fits.
 */
final class LoginFlow {
  static final Duration LIFE = Duration.ofMinutes(10);

  private static final int SECRET = 44;
  private static final int MOST = 800;

  private final String secret;
  private final Instant started;
  private final String returnPath;

  private LoginFlow(String secret, Instant started, String returnPath) {
    this.secret = secret;
    this.started = started;
    this.returnPath = returnPath;
  }

  static LoginFlow begin(RandomText random, Instant now, String returnPath) {
    return new LoginFlow(
        random.generate(SECRET), Instant.ofEpochMilli(now.toEpochMilli()), returnPath);
  }

  /** The flow of a cookie; null where it is none. */
  static @Nullable LoginFlow parse(@Nullable String cookie) {
    if (cookie == null || cookie.length() > MOST) {
      return null;
    }
    String[] parts = cookie.split("\\.", -1);
    if (parts.length != 3 || parts[0].length() != SECRET) {
      return null;
    }
    try {
      Instant started = Instant.ofEpochMilli(Long.parseLong(parts[1]));
      String path = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
      return new LoginFlow(parts[0], started, ReturnPath.checked(path));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  String cookie() {
    return secret
        + "."
        + started.toEpochMilli()
        + "."
        + encoded(returnPath.getBytes(StandardCharsets.UTF_8));
  }

  String returnPath() {
    return returnPath;
  }

  /** When its state can't be used any more in any case. */
  Instant end() {
    return started.plus(LIFE);
  }

  boolean isOver(Instant now) {
    return now.isBefore(started.minus(LIFE)) || !now.isBefore(end());
  }

  String state() {
    return derived("state");
  }

  String nonce() {
    return derived("nonce");
  }

  /** PKCE's code verifier (RFC 7636). */
  String verifier() {
    return derived("verifier");
  }

  /** PKCE's code challenge by S256. */
  String challenge() {
    try {
      return encoded(
          MessageDigest.getInstance("SHA-256")
              .digest(verifier().getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private String derived(String purpose) {
    return SecretHash.derived(secret, purpose + "|" + started.toEpochMilli() + "|" + returnPath);
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

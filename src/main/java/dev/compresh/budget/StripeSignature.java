package dev.compresh.budget;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The signature scheme of Stripe's webhooks: {@code Stripe-Signature: t=…,v1=…}, an HMAC-SHA256
 * over time, a dot and the payload; see its documentation, "Verify webhook signatures manually".
 * While a secret is being replaced there are several {@code v1}.
 */
final class StripeSignature {
  private static final String ALGORITHM = "HmacSHA256";
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int MOST_SIGNATURES = 16;
  private static final int TIME_DIGITS = 12;
  private static final int HEX_DIGITS = 64;

  private StripeSignature() {}

  /**
   * Returns whether one of the signatures in {@code header} is that of {@code payload}, and recent.
   */
  static boolean valid(String secret, @Nullable String header, byte[] payload, Instant now) {
    if (secret.isEmpty() || header == null) {
      return false;
    }
    String time = "";
    List<String> signatures = new ArrayList<>();
    for (String part : header.split(",", -1)) {
      String pair = part.strip();
      if (pair.startsWith("t=")) {
        time = pair.substring(2);
      } else if (pair.startsWith("v1=") && signatures.size() < MOST_SIGNATURES) {
        signatures.add(pair.substring(3));
      }
    }
    if (!recent(time, now)) {
      return false;
    }
    byte[] expected = hmac(secret, time, payload);
    boolean valid = false;
    for (String signature : signatures) {
      // All are compared, each in constant time.
      valid |=
          hex(signature) && MessageDigest.isEqual(expected, HexFormat.of().parseHex(signature));
    }
    return valid;
  }

  private static boolean recent(String time, Instant now) {
    boolean digits =
        !time.isEmpty()
            && time.length() <= TIME_DIGITS
            && time.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && Math.abs(now.getEpochSecond() - Long.parseLong(time)) <= TOLERANCE.toSeconds();
  }

  private static boolean hex(String text) {
    return text.length() == HEX_DIGITS && text.chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }

  private static byte[] hmac(String secret, String time, byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no " + ALGORITHM, e);
    }
  }
}

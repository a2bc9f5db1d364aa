package dev.compresh.sim;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Tokens that only this provider can make: a payload and a keyed MAC over it and over the visible
 * text that it goes with. The key is fixed, so that a token outlives a restart and the same request
 * gets the same one.
 */
final class AuthenticatedToken {
  private static final String OWN = "c2ltdWxhdGVk";
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;

  /** The purpose of a token. One made for something else does not verify. */
  enum TokenPurpose {
    THINKING,
    REASONING,
    THOUGHT
  }

  private AuthenticatedToken() {}

  /** Makes a token that carries {@code payload} and goes with {@code text}. */
  static String seal(TokenPurpose tokenPurpose, JsonNode payload, String text) {
    byte[] bytes = SimulatedJson.bytes(payload);
    byte[] mac = mac(tokenPurpose, bytes, text);
    byte[] all = new byte[MAC_BYTES + bytes.length];
    System.arraycopy(mac, 0, all, 0, MAC_BYTES);
    System.arraycopy(bytes, 0, all, MAC_BYTES, bytes.length);
    return OWN + Base64.getEncoder().encodeToString(all);
  }

  /** Returns whether {@code token} claims to be of this provider. */
  static boolean isOwn(String token) {
    return token.startsWith(OWN);
  }

  /** The payload of a token of this provider; null where it or the text was changed. */
  static @Nullable JsonNode open(TokenPurpose tokenPurpose, String token, String text) {
    byte[] all = decode(token);
    if (all == null) {
      return null;
    }
    byte[] mac = new byte[MAC_BYTES];
    byte[] payload = new byte[all.length - MAC_BYTES];
    System.arraycopy(all, 0, mac, 0, MAC_BYTES);
    System.arraycopy(all, MAC_BYTES, payload, 0, payload.length);
    if (!MessageDigest.isEqual(mac, mac(tokenPurpose, payload, text))) {
      return null;
    }
    try {
      return SimulatedJson.read(payload);
    } catch (JacksonException e) {
      return null;
    }
  }

  private static byte @Nullable [] decode(String token) {
    if (!isOwn(token)) {
      return null;
    }
    try {
      byte[] all = Base64.getDecoder().decode(token.substring(OWN.length()));
      return all.length > MAC_BYTES ? all : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static byte[] mac(TokenPurpose tokenPurpose, byte[] payload, String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = TextHash.bytes("simulated provider, " + tokenPurpose);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(TextHash.bytes(text));
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }

  /** A short digest, to compare texts by. */
  static String digest(String text) {
    byte[] hash = TextHash.sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 16);
  }
}

package dev.compresh.usage;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * Ids of 26 letters and digits whose order is that of their times (the form is that of a ULID: 48
 * bits of milliseconds, 80 random bits). Thread-safe.
 */
public final class EventIds {
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int TIME_DIGITS = 10;
  private static final int RANDOM_DIGITS = 16;
  private static final int BITS = 5;
  private static final int MASK = 31;

  private final SecureRandom random = new SecureRandom();

  public String next(Instant time) {
    char[] id = new char[TIME_DIGITS + RANDOM_DIGITS];
    long millis = time.toEpochMilli();
    for (int i = TIME_DIGITS - 1; i >= 0; i--) {
      id[i] = DIGITS.charAt((int) (millis & MASK));
      millis >>>= BITS;
    }
    byte[] noise = new byte[RANDOM_DIGITS];
    random.nextBytes(noise);
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      id[TIME_DIGITS + i] = DIGITS.charAt(noise[i] & MASK);
    }
    return new String(id);
  }
}

package dev.compresh.compression;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Lines that stand in place of what was cut: {@code [12 lines same as 5-16 of Read a.py above
 * ·482913]}. The number is a keyed hash of the words before it. The number distinguishes a tool
 * that prints such words from a marker of ours that a client has sent back. One key gives the same
 * bytes on every instance and after every start.
 */
public final class ElisionMarkers {
  private static final char SIGN = '·';
  private static final int DIGITS = 6;
  private static final int MODULUS = 1_000_000;

  /** Brackets tried to find where a marker begins, besides one at the start of its line. */
  private static final int MOST_BRACKETS = 4;

  private static final int LONGEST = 640;

  /** The markers of all installations that name no secret. */
  public static final ElisionMarkers DEFAULT = of("");

  private final byte[] key;

  private ElisionMarkers(byte[] key) {
    this.key = key;
  }

  /** Markers under {@code secret}, which all instances of one installation share. */
  public static ElisionMarkers of(String secret) {
    return new ElisionMarkers(("compresh marker " + secret).getBytes(StandardCharsets.UTF_8));
  }

  /** The marker that says {@code words}. */
  public String mark(String words) {
    return "[" + words + ' ' + SIGN + code(words) + ']';
  }

  /** Returns whether {@code line} is a marker, and nothing else. */
  public boolean is(String line) {
    int sign = line.length() - DIGITS - 2;
    return sign > 1
        && line.charAt(sign) == SIGN
        && sign < LONGEST
        && shaped(line, sign)
        && begins(line, 0, sign);
  }

  /** Returns what the marker {@code line} says. */
  public static String words(String line) {
    return line.substring(1, line.length() - DIGITS - 3);
  }

  /** Returns whether a marker appears anywhere in {@code text}. */
  public boolean isMarked(String text) {
    for (int at = text.indexOf(SIGN); at >= 0; at = text.indexOf(SIGN, at + 1)) {
      if (start(text, at) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns where the marker begins whose sign is at {@code sign}, -1 where that is none. */
  private int start(String text, int sign) {
    if (!shaped(text, sign)) {
      return -1;
    }
    int brackets = 0;
    int i = sign - 1;
    for (; i >= 0 && i > sign - LONGEST && text.charAt(i) != '\n'; i--) {
      if (text.charAt(i) == '[' && ++brackets <= MOST_BRACKETS && begins(text, i, sign)) {
        return i;
      }
    }
    // Quoted code holds more brackets; such a marker is a line of its own.
    boolean line = i < 0 || text.charAt(i) == '\n';
    return line && brackets > MOST_BRACKETS && begins(text, i + 1, sign) ? i + 1 : -1;
  }

  private boolean begins(String text, int at, int sign) {
    return text.charAt(at) == '['
        && code(text.substring(at + 1, sign - 1))
            .equals(text.substring(sign + 1, sign + 1 + DIGITS));
  }

  private static boolean shaped(String text, int sign) {
    int end = sign + 1 + DIGITS;
    boolean framed =
        sign > 1 && end < text.length() && text.charAt(end) == ']' && text.charAt(sign - 1) == ' ';
    for (int i = sign + 1; framed && i < end; i++) {
      framed = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return framed;
  }

  private String code(String words) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(key);
      sha.update((byte) 0);
      byte[] sum = sha.digest(words.getBytes(StandardCharsets.UTF_8));
      int number = ByteBuffer.wrap(sum).getInt() & Integer.MAX_VALUE;
      // Digits come in threes as tokens; a leading zero keeps their number.
      return Integer.toString(MODULUS + number % MODULUS).substring(1);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}

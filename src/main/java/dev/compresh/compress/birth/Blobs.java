package dev.compresh.compress.birth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Base64 and hex without end: no model reads it. Its start and a hash stay. */
final class Blobs {
  private static final int LONGEST = 400;
  private static final int KEPT = 40;

  private Blobs() {}

  static String cut(String text) {
    StringBuilder out = new StringBuilder();
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && inside(text.charAt(end))) {
        end++;
      }
      if (end - at > LONGEST && coded(text, at, end)) {
        out.append(text, kept, at + KEPT).append("[… ").append(end - at);
        out.append(" characters, sha256 ").append(hash(text.substring(at, end))).append(']');
        kept = end;
      }
      at = Math.max(end, at + 1);
    }
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  private static boolean inside(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || "+/=_-".indexOf(c) >= 0;
  }

  /** Whether digits are strewn in as in codes: a path or a rule of dashes has few. */
  private static boolean coded(String text, int from, int to) {
    int digits = 0;
    for (int i = from; i < to; i++) {
      digits += text.charAt(i) >= '0' && text.charAt(i) <= '9' ? 1 : 0;
    }
    return digits * 20L > to - from;
  }

  private static String hash(String blob) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      byte[] sum = sha.digest(blob.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }
}

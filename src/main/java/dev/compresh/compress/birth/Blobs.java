package dev.compresh.compress.birth;

import dev.compresh.compress.Markers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Base64 and hex without end, minified code: no model reads it. Its start and a hash stay. */
final class Blobs {
  /** Codes of more signs are cut in what programs print, and in text of files. */
  private static final int LONG = 400;

  private static final int LONG_IN_FILE = 2_000;

  /** Lines of more signs are cut where they are minified code. */
  private static final int ENDLESS = 5_000;

  private static final int ENDLESS_IN_FILE = 20_000;

  private static final int KEPT = 40;
  private static final int KEPT_OF_LINE = 400;

  private final Markers markers;

  Blobs(Markers markers) {
    this.markers = markers;
  }

  /** What programs print, cut. */
  String cut(String text) {
    return lines(codes(text, LONG), ENDLESS);
  }

  /** Text of files, cut where it can be no text. */
  String cutLong(String text) {
    return lines(codes(text, LONG_IN_FILE), ENDLESS_IN_FILE);
  }

  private String codes(String text, int longest) {
    StringBuilder out = new StringBuilder();
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && inside(text.charAt(end))) {
        end++;
      }
      if (end - at > longest && coded(text, at, end)) {
        out.append(text, kept, at + KEPT).append(marker(text, at + KEPT, end));
        kept = end;
      }
      at = Math.max(end, at + 1);
    }
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  /** Lines without end, but JSON, whose text is all substance, and prose. */
  private String lines(String text, int endless) {
    if (text.length() <= endless) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int kept = 0;
    int line = 0;
    while (line < text.length()) {
      int feed = text.indexOf('\n', line);
      int end = feed < 0 ? text.length() : feed;
      if (end - line > endless && minified(text, line, end)) {
        int from = edge(text, line + KEPT_OF_LINE);
        int to = edge(text, end - KEPT_OF_LINE / 4);
        out.append(text, kept, from).append(marker(text, from, to));
        kept = to;
      }
      line = end + 1;
    }
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  /** {@code at}, or the place behind it where a character of two units would be cut. */
  private static int edge(String text, int at) {
    return Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
  }

  private String marker(String text, int from, int to) {
    String cut = text.substring(from, to);
    return markers.mark(cut.length() + " characters cut, sha256 " + hash(cut));
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

  /** Whether it has far fewer blanks than what people write, or nothing but blanks. */
  private static boolean minified(String text, int from, int to) {
    char first = text.charAt(from);
    if (first == '{' || first == '[' || first == '"') {
      return false;
    }
    int blanks = 0;
    for (int i = from; i < to; i++) {
      blanks += text.charAt(i) <= ' ' ? 1 : 0;
    }
    return blanks * 12L < to - from || blanks * 2L > to - from;
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

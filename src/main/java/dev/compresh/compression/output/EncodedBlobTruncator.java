package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.command.OutputKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Pictures, archives and fonts as base64, and minified code: no model reads them. Their start and a
 * hash stay. Tokens, keys, signatures and hashes are none of these, for a later step may need them.
 */
final class EncodedBlobTruncator implements OutputFilter {
  /** Shorter data stays. */
  private static final int LONG = 2_000;

  /** Lines of more signs are cut where they are minified code. */
  private static final int ENDLESS = 20_000;

  private static final int KEPT = 40;
  private static final int KEPT_OF_LINE = 400;

  /** How the data of files begin: PNG, JPEG, GIF, WebP, PDF, ZIP, gzip, WOFF, MP3, Ogg, MP4. */
  private static final List<String> FILES =
      List.of(
          "iVBORw0",
          "/9j/",
          "R0lGOD",
          "UklGR",
          "JVBERi0",
          "UEsDB",
          "H4sI",
          "d09G",
          "SUQz",
          "T2dn",
          "AAAAIGZ0",
          "AAAAHGZ0");

  private static final String MARK = "base64,";

  private final ElisionMarkers elisionMarkers;

  EncodedBlobTruncator(ElisionMarkers elisionMarkers) {
    this.elisionMarkers = elisionMarkers;
  }

  @Override
  public String name() {
    return "encoded_data";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.SAMPLED;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return !source.isOf(OutputKind.LISTING);
  }

  @Override
  public String apply(String text) {
    return lines(codes(text));
  }

  private String codes(String text) {
    StringBuilder out = new StringBuilder();
    int kept = 0;
    int at = 0;
    while (at < text.length()) {
      int end = at;
      while (end < text.length() && isBase64(text.charAt(end))) {
        end++;
      }
      if (end - at > LONG && isFile(text, at)) {
        out.append(text, kept, at + KEPT).append(marker(text, at + KEPT, end));
        kept = end;
      }
      at = Math.max(end, at + 1);
    }
    return kept == 0 ? text : out.append(text, kept, text.length()).toString();
  }

  /** Returns whether what starts at {@code at} is said to be data, or begins as a file does. */
  private static boolean isFile(String text, int at) {
    return text.startsWith(MARK, at - MARK.length())
        || FILES.stream().anyMatch(start -> text.startsWith(start, at));
  }

  /** Lines without end, but JSON, whose text is all substance, and prose. */
  private String lines(String text) {
    if (text.length() <= ENDLESS) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int kept = 0;
    int line = 0;
    while (line < text.length()) {
      int feed = text.indexOf('\n', line);
      int end = feed < 0 ? text.length() : feed;
      if (end - line > ENDLESS && minified(text, line, end)) {
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
    return elisionMarkers.mark(cut.length() + " characters cut, sha256 " + hash(cut));
  }

  private static boolean isBase64(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '+'
        || c == '/'
        || c == '=';
  }

  /** Returns whether it has far fewer blanks than what people write, or nothing but blanks. */
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

package dev.compresh.compression.output;

import dev.compresh.compression.ToolUse;
import org.jspecify.annotations.Nullable;

/**
 * A number that {@link LineNumberThinner} kept, read from the line that it comes before.
 *
 * @param style how the tool printed all numbers; null where the line does not tell
 * @param body the line behind it
 */
public record KeptNumber(int number, @Nullable GutterStyle style, String body) {
  private static final int MOST_DIGITS = 8;

  /** The first one of a listing that {@code use} printed, null where {@code line} carries none. */
  public static @Nullable KeptNumber first(ToolUse use, String line) {
    int digits = LineNumberGutter.digits(line);
    int end = end(line, digits);
    if (digits < 0 || end - digits > MOST_DIGITS) {
      return null;
    }
    int number = Integer.parseInt(line, digits, end, 10);
    String filled = line.substring(0, end).replace("L", "");
    for (GutterMark mark : GutterMark.values()) {
      String sign = mark.text() + LineNumberThinner.ARROW;
      boolean lettered = digits > 0 && line.charAt(digits - 1) == 'L';
      if (line.startsWith(sign, end) && lettered == (mark == GutterMark.L_COLON)) {
        String body = line.substring(end + sign.length());
        return new KeptNumber(number, GutterStyle.of(mark, filled), body);
      }
    }
    if (!line.startsWith(LineNumberThinner.ARROW, end)) {
      return null;
    }
    boolean isFilled = GutterStyle.of(GutterMark.ARROW, filled).width() > 0;
    return new KeptNumber(number, GutterTools.usual(use, isFilled), line.substring(end + 1));
  }

  /** A later one, null where {@code line} carries none. */
  public static @Nullable KeptNumber later(String line) {
    int end = end(line, 0);
    boolean kept = end > 0 && end <= MOST_DIGITS && line.startsWith(LineNumberThinner.ARROW, end);
    return kept
        ? new KeptNumber(Integer.parseInt(line, 0, end, 10), null, line.substring(end + 1))
        : null;
  }

  private static int end(String line, int digits) {
    int end = Math.max(0, digits);
    while (end < line.length() && line.charAt(end) >= '0' && line.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}

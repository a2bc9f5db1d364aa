package dev.compresh.compression.output;

/**
 * The format of a tool's line numbers.
 *
 * @param width signs to which a number is filled up from the left, 0 for none
 * @param fill what it is filled with: blanks or zeros
 */
public record GutterStyle(GutterMark mark, int width, char fill) {

  /** The style in which {@code digits} stand before {@code mark}, blanks and zeros included. */
  static GutterStyle of(GutterMark mark, String digits) {
    char first = digits.charAt(0);
    boolean filled = digits.length() > 1 && (first == ' ' || first == '0');
    return new GutterStyle(mark, filled ? digits.length() : 0, filled ? first : ' ');
  }

  /** The gutter of line {@code number}. */
  public String print(int number) {
    return filled(number) + mark.text();
  }

  /** The number alone. */
  String filled(int number) {
    String digits = Integer.toString(number);
    int missing = Math.max(0, width - digits.length());
    return String.valueOf(fill).repeat(missing).concat(mark.leadingText()).concat(digits);
  }
}

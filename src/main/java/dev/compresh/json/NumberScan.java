package dev.compresh.json;

/**
 * Reads a JSON number byte by byte, in constant memory: sign, fraction and exponent count; what no
 * long holds becomes the largest value that is reported.
 */
public final class NumberScan {
  /** The largest value, positive or negative, that is reported. */
  public static final long MOST = Long.MAX_VALUE / 16;

  private static final long MOST_DIGITS = MOST / 10;
  private static final int MOST_EXPONENT = 10_000;
  private static final int LONG_DIGITS = 18;

  private enum NumberPart {
    WHOLE,
    FRACTION,
    EXPONENT
  }

  private NumberPart numberPart = NumberPart.WHOLE;
  private long digits;
  private int scale;
  private int exponent;
  private boolean negative;
  private boolean negativeExponent;

  /** Makes ready for the next number. */
  public void reset() {
    numberPart = NumberPart.WHOLE;
    digits = 0;
    scale = 0;
    exponent = 0;
    negative = false;
    negativeExponent = false;
  }

  /** Takes a byte of the number; false where it is not a part of one. */
  public boolean take(byte b) {
    if (b >= '0' && b <= '9') {
      digit(b - '0');
      return true;
    }
    switch (b) {
      case '-' -> {
        negativeExponent |= numberPart == NumberPart.EXPONENT;
        negative |= numberPart != NumberPart.EXPONENT;
      }
      case '.' -> numberPart = NumberPart.FRACTION;
      case 'e', 'E' -> numberPart = NumberPart.EXPONENT;
      case '+' -> {}
      default -> {
        return false;
      }
    }
    return true;
  }

  private void digit(int digit) {
    if (numberPart == NumberPart.EXPONENT) {
      exponent = Math.min(MOST_EXPONENT, exponent * 10 + digit);
    } else if (digits <= MOST_DIGITS) {
      digits = digits * 10 + digit;
      scale += numberPart == NumberPart.FRACTION ? 1 : 0;
    } else if (numberPart == NumberPart.WHOLE) {
      scale--;
    }
  }

  /** The number times 10 to {@code power}, rounded to the nearest. */
  public long scaled(int power) {
    long value = digits;
    int shift = (negativeExponent ? -exponent : exponent) - scale + power;
    while (shift > 0 && value > 0 && value < MOST) {
      value = value > MOST / 10 ? MOST : value * 10;
      shift--;
    }
    if (shift < -LONG_DIGITS) {
      value = 0;
    } else if (shift < 0) {
      long divisor = 1;
      for (int i = shift; i < 0; i++) {
        divisor *= 10;
      }
      value = (value + divisor / 2) / divisor;
    }
    value = Math.min(MOST, value);
    return negative ? -value : value;
  }

  /** Returns whether the number is a whole one. */
  public boolean isWhole() {
    int shift = scale - (negativeExponent ? -exponent : exponent);
    long rest = digits;
    while (shift > 0 && rest != 0 && rest % 10 == 0) {
      rest /= 10;
      shift--;
    }
    return rest == 0 || shift <= 0;
  }
}

package dev.compresh.budget;

import java.math.BigDecimal;
import java.util.Optional;

/** Micro-USD as people write them. */
public final class UsdAmount {
  private static final int DECIMALS = 6;
  private static final int LONGEST = 32;

  private UsdAmount() {}

  /** As {@code 12.50}: two decimals, up to six where they are needed. */
  public static String text(long micros) {
    BigDecimal usd = amount(micros).stripTrailingZeros();
    return (usd.scale() < 2 ? usd.setScale(2) : usd).toPlainString();
  }

  /** The exact amount in USD. */
  public static BigDecimal amount(long micros) {
    return BigDecimal.valueOf(micros, DECIMALS);
  }

  /** Of {@code 12.5}, with or without a dollar sign; empty where it is no exact amount. */
  public static Optional<Long> micros(String text) {
    String plain = text.strip();
    plain = plain.startsWith("$") ? plain.substring(1) : plain;
    boolean digits =
        !plain.isEmpty()
            && plain.length() <= LONGEST
            && plain.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
    try {
      return digits ? micros(new BigDecimal(plain)) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Of an amount in USD; empty where it has more than six decimals, or too many digits. */
  public static Optional<Long> micros(BigDecimal usd) {
    try {
      return Optional.of(usd.movePointRight(DECIMALS).longValueExact());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }
}

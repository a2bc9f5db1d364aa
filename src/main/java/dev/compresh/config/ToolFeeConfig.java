package dev.compresh.config;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * The fee for calls of a provider's own tool, as an operator writes it: {@code 10}, or {@code
 * 35/request}.
 *
 * @param usd per 1,000 calls, or per 1,000 requests that call it
 * @param perRequest whether a request pays once, however often it calls
 */
public record ToolFeeConfig(BigDecimal usd, boolean perRequest) {
  /** Follows the amount where a request pays once. */
  public static final String PER_REQUEST = "/request";

  private static final BigDecimal MOST = BigDecimal.valueOf(10_000);

  static Optional<ToolFeeConfig> parse(String text) {
    boolean perRequest = text.endsWith(PER_REQUEST);
    String amount = perRequest ? text.substring(0, text.length() - PER_REQUEST.length()) : text;
    return ConfigSection.amount(amount)
        .filter(usd -> usd.compareTo(MOST) <= 0)
        .map(usd -> new ToolFeeConfig(usd, perRequest));
  }
}

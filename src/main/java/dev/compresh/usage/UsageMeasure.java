package dev.compresh.usage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Figures that roll-ups sum; each is a column of their tables, named in lower case. */
public enum UsageMeasure {
  REQUESTS(_ -> 1),
  ERRORS(event -> event.failed() ? 1 : 0),
  ORIGINAL_TOKENS(event -> event.prompt().original()),
  OPTIMIZED_TOKENS(event -> event.prompt().forwarded()),
  INPUT_TOKENS(event -> event.used().input()),
  CACHE_READ_TOKENS(event -> event.used().cacheRead()),
  CACHE_WRITE_5M_TOKENS(event -> event.used().cacheWrite5m()),
  CACHE_WRITE_1H_TOKENS(event -> event.used().cacheWrite1h()),
  OUTPUT_TOKENS(event -> event.used().output()),
  REASONING_TOKENS(event -> event.used().reasoning()),
  /** Microseconds that Compresh added. */
  OVERHEAD_MICROS(event -> event.timing().overhead()),
  FIRST_BYTE_MICROS(event -> Math.max(0, event.timing().firstByte())),
  /** Requests that had a first byte. */
  FIRST_BYTES(event -> event.timing().firstByte() < 0 ? 0 : 1),
  UNCOMPRESSED_UNITS(event -> event.accounting().uncompressedUnits()),
  PAID_UNITS(event -> event.accounting().paidUnits()),
  UNCOMPRESSED_MICROS(event -> event.accounting().uncompressedMicros()),
  PAID_MICROS(event -> event.accounting().paidMicros()),
  COST_MICROS(event -> event.bill().cost()),
  CHARGE_MICROS(event -> event.bill().charge()),
  /** Requests that a provider charged for: errors and counts of tokens are not among them. */
  METERED(event -> MeteredFigures.isMetered(event) ? 1 : 0),
  METERED_UNPRICED(
      event -> MeteredFigures.isMetered(event) && !event.accounting().priced() ? 1 : 0),
  METERED_ORIGINAL(
      event -> MeteredFigures.isMetered(event) ? event.prompt().original() : 0),
  METERED_OPTIMIZED(
      event -> MeteredFigures.isMetered(event) ? event.prompt().forwarded() : 0),
  METERED_CACHE_READ(event -> MeteredFigures.isMetered(event) ? event.used().cacheRead() : 0),
  BUSTS(event -> event.accounting().bust() ? 1 : 0),
  /** What cache busts cost beyond the uncompressed request. */
  BUST_UNITS(MeteredFigures::bustUnits),
  BUST_MICROS(MeteredFigures::bustMicros),
  /** What clients sent, all at the price of fresh input. */
  SENT_MICROS(event -> MeteredFigures.atFreshPrice(event, event.prompt().original())),
  /** What compression cut, at the price of fresh input. */
  CUT_MICROS(
      event ->
          MeteredFigures.atFreshPrice(
              event, event.prompt().original() - event.prompt().forwarded())),
  /** Squares and products of hundreds of tokens, for the confidence interval of the hold-out. */
  SQUARED_ORIGINAL(event -> MeteredFigures.squaredOriginal(event)),
  SQUARED_PAID(event -> MeteredFigures.squaredPaid(event)),
  ORIGINAL_BY_PAID(event -> MeteredFigures.originalByPaid(event));

  private final ToLongFunction<UsageEvent> figure;

  UsageMeasure(ToLongFunction<UsageEvent> figure) {
    this.figure = figure;
  }

  /** Returns the figure of one event. */
  public long of(UsageEvent event) {
    return figure.applyAsLong(event);
  }

  /** Returns the column's name. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> columns() {
    return Arrays.stream(values()).map(UsageMeasure::column).toList();
  }
}

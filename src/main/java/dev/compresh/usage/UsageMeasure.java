package dev.compresh.usage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Figures that roll-ups sum; each is a column of their tables, named in lower case. */
public enum UsageMeasure {
  REQUESTS,
  ERRORS,
  ORIGINAL_TOKENS,
  OPTIMIZED_TOKENS,
  INPUT_TOKENS,
  CACHE_READ_TOKENS,
  CACHE_WRITE_5M_TOKENS,
  CACHE_WRITE_1H_TOKENS,
  OUTPUT_TOKENS,
  REASONING_TOKENS,
  /** Microseconds that Compresh added. */
  OVERHEAD_MICROS,
  FIRST_BYTE_MICROS,
  /** Requests that had a first byte. */
  FIRST_BYTES,
  UNCOMPRESSED_UNITS,
  PAID_UNITS,
  UNCOMPRESSED_MICROS,
  PAID_MICROS,
  COST_MICROS,
  CHARGE_MICROS,
  /** Requests that a provider charged for: errors and counts of tokens are not among them. */
  METERED,
  METERED_UNPRICED,
  METERED_ORIGINAL,
  METERED_OPTIMIZED,
  METERED_CACHE_READ,
  BUSTS,
  /** What cache busts cost beyond the uncompressed request. */
  BUST_UNITS,
  BUST_MICROS,
  /** What clients sent, all at the price of fresh input. */
  SENT_MICROS,
  /** What compression cut, at the price of fresh input. */
  CUT_MICROS,
  /** Squares and products of hundreds of tokens, for the confidence interval of the hold-out. */
  SQUARED_ORIGINAL,
  SQUARED_PAID,
  ORIGINAL_BY_PAID,
  /** Requests to models without a price, and their tokens. */
  UNPRICED,
  UNPRICED_TOKENS,
  /** Requests in which Compresh set cache breakpoints, and what those came to. */
  MARKED,
  MARKED_UNITS,
  MARKED_MICROS,
  /** What writes to the cache cost there beyond fresh input. */
  MARK_WRITE_UNITS,
  MARK_WRITE_MICROS,
  /** What the cache came to where Compresh set no breakpoint. */
  OWN_CACHE_UNITS,
  OWN_CACHE_MICROS;

  /** Returns the figure of one event. */
  public long measure(UsageEvent event) {
    return switch (this) {
      case REQUESTS -> 1;
      case ERRORS -> event.failed() ? 1 : 0;
      case ORIGINAL_TOKENS -> event.prompt().original();
      case OPTIMIZED_TOKENS -> event.prompt().forwarded();
      case INPUT_TOKENS -> event.used().input();
      case CACHE_READ_TOKENS -> event.used().cacheRead();
      case CACHE_WRITE_5M_TOKENS -> event.used().cacheWrite5m();
      case CACHE_WRITE_1H_TOKENS -> event.used().cacheWrite1h();
      case OUTPUT_TOKENS -> event.used().output();
      case REASONING_TOKENS -> event.used().reasoning();
      case OVERHEAD_MICROS -> event.timing().overhead();
      case FIRST_BYTE_MICROS -> Math.max(0, event.timing().firstByte());
      case FIRST_BYTES -> event.timing().firstByte() < 0 ? 0 : 1;
      case UNCOMPRESSED_UNITS -> event.accounting().uncompressedUnits();
      case PAID_UNITS -> event.accounting().paidUnits();
      case UNCOMPRESSED_MICROS -> event.accounting().uncompressedMicros();
      case PAID_MICROS -> event.accounting().paidMicros();
      case COST_MICROS -> event.bill().cost();
      case CHARGE_MICROS -> event.bill().charge();
      case METERED -> MeteredFigures.isMetered(event) ? 1 : 0;
      case METERED_UNPRICED ->
          MeteredFigures.isMetered(event) && !event.accounting().priced() ? 1 : 0;
      case METERED_ORIGINAL -> MeteredFigures.isMetered(event) ? event.prompt().original() : 0;
      case METERED_OPTIMIZED -> MeteredFigures.isMetered(event) ? event.prompt().forwarded() : 0;
      case METERED_CACHE_READ -> MeteredFigures.isMetered(event) ? event.used().cacheRead() : 0;
      case BUSTS -> event.accounting().bust() ? 1 : 0;
      case BUST_UNITS -> MeteredFigures.bustUnits(event);
      case BUST_MICROS -> MeteredFigures.bustMicros(event);
      case SENT_MICROS -> MeteredFigures.atFreshPrice(event, event.prompt().original());
      case CUT_MICROS ->
          MeteredFigures.atFreshPrice(
              event, event.prompt().original() - event.prompt().forwarded());
      case SQUARED_ORIGINAL -> MeteredFigures.squaredOriginal(event);
      case SQUARED_PAID -> MeteredFigures.squaredPaid(event);
      case ORIGINAL_BY_PAID -> MeteredFigures.originalByPaid(event);
      case UNPRICED -> event.bill().isUnpriced() ? 1 : 0;
      case UNPRICED_TOKENS -> CacheFigures.unpricedTokens(event);
      case MARKED -> CacheFigures.isMarked(event) ? 1 : 0;
      case MARKED_UNITS -> CacheFigures.isMarked(event) ? CacheFigures.units(event) : 0;
      case MARKED_MICROS -> CacheFigures.isMarked(event) ? CacheFigures.micros(event) : 0;
      case MARK_WRITE_UNITS ->
          CacheFigures.isMarked(event) ? event.accounting().cache().writeUnits() : 0;
      case MARK_WRITE_MICROS ->
          CacheFigures.isMarked(event) ? event.accounting().cache().writeMicros() : 0;
      case OWN_CACHE_UNITS -> CacheFigures.isMarked(event) ? 0 : CacheFigures.units(event);
      case OWN_CACHE_MICROS -> CacheFigures.isMarked(event) ? 0 : CacheFigures.micros(event);
    };
  }

  /** Returns the column's name. */
  public String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> columns() {
    return Arrays.stream(values()).map(UsageMeasure::column).toList();
  }
}

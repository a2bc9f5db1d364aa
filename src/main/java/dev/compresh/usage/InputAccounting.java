package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cost of a request's input, with and without compression. Units are hundredths of a fresh
 * input token ({@link InputRates#UNITS}); money is micro-USD.
 *
 * @param priced whether the model's prices are known; 0 micro-USD where they are not
 * @param bust whether its forwarded prefix was shorter than the one sent before
 * @param heldOut whether its session was left uncompressed for comparison
 * @param cache what the provider's cache made of it
 */
public record InputAccounting(
    long uncompressedUnits,
    long paidUnits,
    boolean priced,
    long uncompressedMicros,
    long paidMicros,
    boolean bust,
    boolean heldOut,
    CacheBooks cache) {

  public InputAccounting {
    // Events spooled by an older program have none.
    cache = Objects.requireNonNullElse(cache, CacheBooks.NONE);
  }

  /** Of a request with which no cache had to do. */
  public InputAccounting(
      long uncompressedUnits,
      long paidUnits,
      boolean priced,
      long uncompressedMicros,
      long paidMicros,
      boolean bust,
      boolean heldOut) {
    this(
        uncompressedUnits,
        paidUnits,
        priced,
        uncompressedMicros,
        paidMicros,
        bust,
        heldOut,
        CacheBooks.NONE);
  }

  /** Of a request for which nothing was charged. */
  public static final InputAccounting NONE = new InputAccounting(0, 0, false, 0, 0, false, false);

  /**
   * Under {@code prices}, null where they are not known.
   *
   * @param uncompressed as {@link CounterfactualUsage} tells it
   */
  public static InputAccounting of(
      Usage uncompressed, Usage paid, @Nullable InputRates prices, boolean bust, boolean heldOut) {
    return of(uncompressed, paid, prices, bust, heldOut, 0);
  }

  /**
   * As above.
   *
   * @param breakpoints how many Compresh set for the provider's cache
   */
  public static InputAccounting of(
      Usage uncompressed,
      Usage paid,
      @Nullable InputRates prices,
      boolean bust,
      boolean heldOut,
      int breakpoints) {
    return new InputAccounting(
        InputRates.UNITS.input(uncompressed),
        InputRates.UNITS.input(paid),
        prices != null,
        prices == null ? 0 : prices.input(uncompressed),
        prices == null ? 0 : prices.input(paid),
        bust,
        heldOut,
        CacheBooks.of(breakpoints, uncompressed, paid, prices));
  }

  /** Net saving in units; below zero where compression cost more than it saved. */
  public long netUnits() {
    return uncompressedUnits - paidUnits;
  }

  /** Net saving in micro-USD, likewise. */
  public long netMicros() {
    return uncompressedMicros - paidMicros;
  }
}

package dev.compresh.usage;

import dev.compresh.wire.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What a request's input cost, and what it would have cost uncompressed. Units are hundredths of a
 * fresh input token ({@link Rates#UNITS}); money is micro-USD.
 *
 * @param priced whether the model's prices are known; 0 micro-USD where they are not
 * @param bust whether its forwarded prefix was shorter than the one sent before
 * @param heldOut whether its session was left uncompressed for comparison
 */
public record Accounting(
    long uncompressedUnits,
    long paidUnits,
    boolean priced,
    long uncompressedMicros,
    long paidMicros,
    boolean bust,
    boolean heldOut) {

  /** Of a request for which nothing was charged. */
  public static final Accounting NONE = new Accounting(0, 0, false, 0, 0, false, false);

  /**
   * Under {@code prices}, null where they are not known.
   *
   * @param uncompressed as {@link Counterfactual} tells it
   */
  public static Accounting of(
      Usage uncompressed, Usage paid, @Nullable Rates prices, boolean bust, boolean heldOut) {
    return new Accounting(
        Rates.UNITS.input(uncompressed),
        Rates.UNITS.input(paid),
        prices != null,
        prices == null ? 0 : prices.input(uncompressed),
        prices == null ? 0 : prices.input(paid),
        bust,
        heldOut);
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

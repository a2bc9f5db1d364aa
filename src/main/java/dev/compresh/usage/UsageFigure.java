package dev.compresh.usage;

/**
 * Usage and what compression was worth, of one row of a report. Tokens and micro-USD; units are
 * hundredths of a fresh input token.
 *
 * @param label the day, key, model, session or depth; empty for the sum of all
 * @param uncompressedUnits what the input would have cost uncompressed
 * @param paidUnits what it cost
 * @param uncompressedMicros likewise in money, of requests to models with a known price
 * @param paidMicros likewise
 * @param cost at the catalogue's prices
 * @param charge what the balance paid
 */
public record UsageFigure(
    String label,
    UsageTotals totals,
    long uncompressedUnits,
    long paidUnits,
    long uncompressedMicros,
    long paidMicros,
    long cost,
    long charge) {
  /** Returns the sums of both, under this label. */
  UsageFigure plus(UsageFigure more) {
    return new UsageFigure(
        label,
        totals.plus(more.totals),
        uncompressedUnits + more.uncompressedUnits,
        paidUnits + more.paidUnits,
        uncompressedMicros + more.uncompressedMicros,
        paidMicros + more.paidMicros,
        cost + more.cost,
        charge + more.charge);
  }
}

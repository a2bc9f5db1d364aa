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
    Totals totals,
    long uncompressedUnits,
    long paidUnits,
    long uncompressedMicros,
    long paidMicros,
    long cost,
    long charge) {}

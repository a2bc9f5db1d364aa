package dev.compresh.budget;

import java.time.Instant;

/**
 * A request that is over, as the books need it.
 *
 * @param id its usage event's
 * @param time when it came in: its period is the one that it began in
 * @param cost what budgets see, in micro-USD
 * @param charge what the balance pays, in micro-USD
 */
public record SpendEntry(
    String id, Instant time, Payer payer, long cost, long charge, EntryUsage use) {

  /**
   * The usage of one request that spend sums are built from; tokens.
   *
   * @param error whether it failed
   * @param original the prompt as sent by the client
   * @param forwarded the prompt as sent to the provider
   * @param input fresh input by the provider's figures
   */
  public record EntryUsage(
      boolean error,
      long original,
      long forwarded,
      long input,
      long cacheRead,
      long cacheWrite,
      long output) {}
}

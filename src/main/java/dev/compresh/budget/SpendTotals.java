package dev.compresh.budget;

/**
 * Sums over requests; tokens unless said otherwise.
 *
 * @param original prompts as sent by clients
 * @param forwarded prompts as sent to providers
 * @param input fresh input, by the providers' figures
 * @param cost at the catalogue's prices, in micro-USD
 * @param charge what the balance paid, in micro-USD
 */
public record SpendTotals(
    long requests,
    long errors,
    long original,
    long forwarded,
    long input,
    long cacheRead,
    long cacheWrite,
    long output,
    long cost,
    long charge) {

  /** Of no request. */
  public static final SpendTotals NONE = new SpendTotals(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static SpendTotals of(SpendEntry spendEntry) {
    SpendEntry.EntryUsage entryUsage = spendEntry.use();
    return new SpendTotals(
        1,
        entryUsage.error() ? 1 : 0,
        entryUsage.original(),
        entryUsage.forwarded(),
        entryUsage.input(),
        entryUsage.cacheRead(),
        entryUsage.cacheWrite(),
        entryUsage.output(),
        spendEntry.cost(),
        spendEntry.charge());
  }

  public SpendTotals plus(SpendTotals more) {
    return new SpendTotals(
        requests + more.requests,
        errors + more.errors,
        original + more.original,
        forwarded + more.forwarded,
        input + more.input,
        cacheRead + more.cacheRead,
        cacheWrite + more.cacheWrite,
        output + more.output,
        cost + more.cost,
        charge + more.charge);
  }

  public long saved() {
    return original - forwarded;
  }
}

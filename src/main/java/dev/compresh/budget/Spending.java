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
public record Spending(
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
  public static final Spending NONE = new Spending(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  static Spending of(Entry entry) {
    Entry.Use use = entry.use();
    return new Spending(
        1,
        use.error() ? 1 : 0,
        use.original(),
        use.forwarded(),
        use.input(),
        use.cacheRead(),
        use.cacheWrite(),
        use.output(),
        entry.cost(),
        entry.charge());
  }

  Spending plus(Spending more) {
    return new Spending(
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

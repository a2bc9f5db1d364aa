package dev.compresh.compress.agent;

/**
 * What a session has saved so far under a provider's prompt cache, in hundredths of an uncached
 * input token: a write costs 125, a read 10. What layer C spends on writing a result once more must
 * have been saved before, but for a small credit, so that no session costs more than it would have
 * cost raw.
 *
 * @param saved tokens by which the conversation up to here is smaller than it was sent
 * @param balance what that has saved, net of what was spent
 */
record Bank(long saved, long balance) {
  static final Bank EMPTY = new Bank(0, 0);

  private static final long WRITE = 125;
  private static final long READ = 10;

  /** A hundred tokens may be spent before they are saved, on what wins them back soon. */
  private static final long CREDIT = 10_000;

  /** Soon, in requests. */
  private static final long QUICK = 3;

  /** After a request that read all there was and wrote results smaller by {@code born} tokens. */
  Bank request(long born) {
    return new Bank(saved + born, balance + READ * saved + WRITE * born);
  }

  /**
   * What it costs to write a result once more that was already in the provider's cache.
   *
   * @param before its tokens so far
   * @param after its tokens from now on
   * @param behind tokens after it that must be written again too
   */
  static long price(int before, int after, int behind) {
    return WRITE * after - READ * before + (WRITE - READ) * behind;
  }

  /** After such a rewriting. */
  Bank spend(int before, int after, int behind) {
    return new Bank(saved + before - after, balance - price(before, after, behind));
  }

  /** Whether such a rewriting can be paid, and is won back in {@code turns} more requests. */
  boolean allows(int before, int after, int behind, int turns) {
    long price = price(before, after, behind);
    long gain = READ * (before - after);
    if (after >= before || price >= gain * turns) {
      return false;
    }
    return price <= balance || (price < gain * QUICK && price <= balance + CREDIT);
  }
}

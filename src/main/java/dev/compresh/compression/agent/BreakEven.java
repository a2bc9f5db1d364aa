package dev.compresh.compression.agent;

import dev.compresh.compression.CachePrices;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Computes whether a rewriting pays: {@code expected turns × read price × tokens removed} against
 * {@code (write − read price) × tokens after the cut}. Amounts are in hundredths of a fresh input
 * token.
 */
final class BreakEven {
  /** Where only tokens count, nothing is cached, and a rewriting costs what is sent anyway. */
  private static final CachePrices UNCACHED = new CachePrices(100, 100);

  /** A session is expected to go on for as many requests as it had, and at most so many. */
  private static final int MOST_TURNS = 40;

  /**
   * It must pay by so much, in percent: how long a session goes on is hardly known, and one that
   * ends soon has paid for nothing. Measured on six sets of sessions at three price lists: with
   * less, some of them cost more than if nothing had been cut.
   */
  private static final int MARGIN = 270;

  private final CachePrices prices;
  private final TokenBreakdown tokenBreakdown;
  private final long turns;
  private long price;

  BreakEven(CompressionPolicy compressionPolicy, TokenBreakdown tokenBreakdown, int requests) {
    this.prices =
        compressionPolicy.objective() == CompressionObjective.TOKENS
            ? UNCACHED
            : compressionPolicy.prices();
    this.tokenBreakdown = tokenBreakdown;
    this.turns = Math.min(requests, MOST_TURNS);
  }

  /** Those of {@code stale}, from the best first cut on, that pay most together; empty for none. */
  List<Integer> best(List<Integer> stale) {
    Set<Integer> may = new HashSet<>(stale);
    long most = 0;
    int from = Integer.MAX_VALUE;
    long removed = 0;
    long behind = 0;
    int result = tokenBreakdown.results().size() - 1;
    for (int message = tokenBreakdown.own().length - 1; message >= 0; message--) {
      behind += tokenBreakdown.own()[message];
      boolean cut = false;
      for (; result >= 0 && tokenBreakdown.results().get(result).message() == message; result--) {
        if (may.contains(result)) {
          removed += tokenBreakdown.held().get(result).tokens() - EvictionLayer.MARKER;
          cut = true;
        }
      }
      long once = prices.write() * (behind - removed) - prices.read() * behind;
      if (cut && prices.read() * removed * turns - once > most) {
        most = prices.read() * removed * turns - once;
        price = once;
        from = message;
      }
    }
    int first = from;
    return stale.stream().filter(i -> tokenBreakdown.results().get(i).message() >= first).toList();
  }

  /** Returns what the best cut costs once. */
  long price() {
    return price;
  }

  /** The prices by which a rewriting is weighed. */
  CachePrices prices() {
    return prices;
  }

  /** Returns whether {@code saved} tokens fewer at each request are worth {@code once}. */
  boolean worth(long saved, long once) {
    return prices.read() * saved * turns * 100 >= once * MARGIN;
  }
}

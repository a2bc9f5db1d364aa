package dev.compresh.bench;

import dev.compresh.compression.CachePrices;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/** A provider's prompt cache for one session, in units of one uncached input token. */
final class PrefixCost {
  private final Set<String> seen = new HashSet<>();
  private final ToIntFunction<String> tokens;
  private final CachePrices prices;

  /** What was paid, in hundredths of a fresh token. */
  long cost;

  long total;
  long read;

  PrefixCost(ToIntFunction<String> tokens, CachePrices prices) {
    this.tokens = tokens;
    this.prices = prices;
  }

  /** The cache's life is over. */
  void chill() {
    seen.clear();
  }

  void add(PrefixCost one) {
    cost += one.cost;
    total += one.total;
    read += one.read;
  }

  /** Tokens of one request, and how many of them the cache held. */
  record CostedRead(long read, long total) {}

  CostedRead charge(List<String> messages) {
    long cached = 0;
    long all = 0;
    boolean open = true;
    String prefix = "";
    Set<String> grown = new HashSet<>();
    for (String text : messages) {
      int n = tokens.applyAsInt(text);
      prefix = Integer.toHexString(prefix.hashCode()) + "/" + hash(prefix, text);
      grown.add(prefix);
      all += n;
      open = open && seen.contains(prefix);
      cached += open ? n : 0;
    }
    seen.addAll(grown);
    cached = cached < 1024 ? 0 : cached;
    cost += cached * prices.read() + (all - cached) * prices.write();
    total += all;
    read += cached;
    return new CostedRead(cached, all);
  }

  private static String hash(String prefix, String text) {
    return prefix.hashCode() + ":" + text.hashCode() + ":" + text.length();
  }
}

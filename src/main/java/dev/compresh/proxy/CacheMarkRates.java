package dev.compresh.proxy;

import dev.compresh.promptcache.CacheRates;
import dev.compresh.provider.catalogue.ModelPrice;
import org.jspecify.annotations.Nullable;

/** Reads from a price list what a model's cache makes of the price of its input. */
final class CacheMarkRates {
  private static final long THOUSAND = 1_000;

  private CacheMarkRates() {}

  /** Those of {@code price}; the usual ones where it names none. */
  static CacheRates find(@Nullable ModelPrice price) {
    if (price == null
        || price.input() <= 0
        || price.cacheRead() >= price.input()
        || price.cacheWrite() < price.input()) {
      return CacheRates.USUAL;
    }
    return new CacheRates(
        THOUSAND * price.cacheRead() / price.input(),
        THOUSAND * price.cacheWrite() / price.input(),
        THOUSAND * Math.max(price.cacheWrite(), price.cacheWriteLong()) / price.input());
  }
}

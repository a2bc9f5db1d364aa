package dev.compresh.usage;

/** Computes what a provider's cache came to in one event, as {@link SavingsReports} sums it. */
final class CacheFigures {
  private CacheFigures() {}

  /** Returns whether Compresh set breakpoints in the request. */
  static boolean isMarked(UsageEvent event) {
    return event.accounting().cache().breakpoints() > 0;
  }

  /** Returns what the cache saved, in hundredths of a fresh input token. */
  static long units(UsageEvent event) {
    InputAccounting inputAccounting = event.accounting();
    return inputAccounting.cache().isUsed(inputAccounting.uncompressedUnits())
            && !inputAccounting.cache().equals(CacheBooks.NONE)
        ? inputAccounting.cache().uncachedUnits() - inputAccounting.uncompressedUnits()
        : 0;
  }

  /** Returns the same in micro-USD. */
  static long micros(UsageEvent event) {
    InputAccounting inputAccounting = event.accounting();
    return inputAccounting.cache().isUsed(inputAccounting.uncompressedUnits())
            && !inputAccounting.cache().equals(CacheBooks.NONE)
        ? inputAccounting.cache().uncachedMicros() - inputAccounting.uncompressedMicros()
        : 0;
  }

  /** Returns the tokens of a request to a model without a price. */
  static long unpricedTokens(UsageEvent event) {
    return event.bill().isUnpriced() ? event.used().prompt() + event.used().output() : 0;
  }
}

package dev.compresh.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.store.Database;
import java.util.concurrent.atomic.AtomicLong;

/** Terms read lately. One counts only as long as none was changed since before it was read. */
final class TermsCache {
  private static final int MOST = 100_000;

  private record CachedTerms(BillingTerms terms, long generation) {}

  private final Database database;
  private final AtomicLong generation = new AtomicLong();
  private final Cache<Payer, CachedTerms> cache = Caffeine.newBuilder().maximumSize(MOST).build();

  TermsCache(Database database) {
    this.database = database;
  }

  BillingTerms load(Payer payer) {
    long now = generation.get();
    CachedTerms cachedTerms = cache.getIfPresent(payer);
    if (cachedTerms == null || cachedTerms.generation != now) {
      cachedTerms = new CachedTerms(database.read(handle -> TermsTable.read(handle, payer)), now);
      cache.put(payer, cachedTerms);
    }
    return cachedTerms.terms;
  }

  void outdate() {
    generation.incrementAndGet();
  }
}

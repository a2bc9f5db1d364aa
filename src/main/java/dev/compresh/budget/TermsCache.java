package dev.compresh.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.store.Database;
import java.util.concurrent.atomic.AtomicLong;

/** Terms read lately. One counts only as long as none was changed since before it was read. */
final class TermsCache {
  private static final int MOST = 100_000;

  private record Known(Terms terms, long generation) {}

  private final Database database;
  private final AtomicLong generation = new AtomicLong();
  private final Cache<Payer, Known> cache = Caffeine.newBuilder().maximumSize(MOST).build();

  TermsCache(Database database) {
    this.database = database;
  }

  Terms of(Payer payer) {
    long now = generation.get();
    Known known = cache.getIfPresent(payer);
    if (known == null || known.generation != now) {
      known = new Known(database.read(handle -> TermsTable.of(handle, payer)), now);
      cache.put(payer, known);
    }
    return known.terms;
  }

  void outdate() {
    generation.incrementAndGet();
  }
}

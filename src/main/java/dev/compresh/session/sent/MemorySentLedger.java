package dev.compresh.session.sent;

import com.github.benmanes.caffeine.cache.Cache;
import dev.compresh.session.SessionKey;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps the ledger in this process's memory alone: for offline use, and where there is no key to
 * seal with. Its entries count as durable at once, and are gone when they are evicted.
 */
public final class MemorySentLedger implements SentLedger {
  private final SentLimits limits;
  private final Cache<SessionKey, SentSession> cache;
  private final AtomicLong numbers = new AtomicLong();
  private final LongAdder refused = new LongAdder();

  public MemorySentLedger(InstantSource clock, SentLimits limits) {
    this.limits = limits;
    this.cache = SessionMemory.cache(clock, limits.memory());
  }

  @Override
  public List<SentSegment> entries(SessionKey session, boolean fresh) {
    SentSession entries = cache.getIfPresent(session);
    return entries == null ? List.of() : entries.view();
  }

  @Override
  public CompletableFuture<Void> append(SessionKey session, byte[] content) {
    boolean[] room = new boolean[1];
    if (content.length <= limits.entryBytes()) {
      cache
          .asMap()
          .compute(
              session,
              (_, held) -> {
                SentSession entries = held != null ? held : new SentSession();
                room[0] = entries.hasRoomFor(content, limits);
                if (room[0]) {
                  long number = numbers.incrementAndGet();
                  entries.add(number, content);
                  entries.markDurable(number, number);
                }
                return entries;
              });
    }
    if (!room[0]) {
      refused.increment();
      return CompletableFuture.failedFuture(
          new SentRefusal("The entry or its session is too large."));
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public long failures() {
    return 0;
  }

  @Override
  public long refused() {
    return refused.sum();
  }

  @Override
  public void close() {}
}

package dev.compresh.proxy;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.compresh.compression.pinned.SentEntry;
import dev.compresh.compression.pinned.SentEntryCodec;
import dev.compresh.compression.pinned.SentHistory;
import dev.compresh.compression.pinned.SentHistory.HistoryMatch;
import dev.compresh.session.SessionKey;
import dev.compresh.session.sent.SentLedger;
import dev.compresh.session.sent.SentSegment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Caches what was sent in each session; it is read from the ledger once. Thread-safe. */
public final class SentHistories {
  private static final Duration KEPT = Duration.ofDays(7);

  /** What an entry takes in memory for each of its bytes, about. */
  private static final int EXPANSION = 4;

  private static final int SESSION_BYTES = 400;

  private final SentLedger ledger;
  private final Cache<SessionKey, KnownHistory> known;

  /** The cached history of a session. */
  private record KnownHistory(SentHistory history, long bytes) {}

  /**
   * @param memory bound of what is kept ready, in bytes, roughly
   */
  public SentHistories(SentLedger ledger, long memory) {
    this.ledger = ledger;
    this.known =
        Caffeine.newBuilder()
            .maximumWeight(memory / 1024)
            .expireAfterAccess(KEPT)
            .weigher(
                (SessionKey key, KnownHistory value) ->
                    (int) Math.min(1 + value.bytes / 1024, 1 << 24))
            .build();
  }

  /**
   * Returns the part of the conversation with these hashes was sent before. May block on the store.
   */
  HistoryMatch match(SessionKey session, long[] chain) {
    return known.get(session, key -> read(ledger.entries(key, false))).history.match(chain);
  }

  /** The same, with what other instances have sent since. Blocks on the store. */
  HistoryMatch refreshed(SessionKey session, long[] chain) {
    // Within the lock of its session: what is added meanwhile comes behind.
    KnownHistory fresh =
        known.asMap().compute(session, (key, _) -> read(ledger.entries(key, true)));
    return fresh.history.match(chain);
  }

  /** Returns whether nothing was sent in the session, as far as this instance knows. May block. */
  boolean isEmpty(SessionKey session) {
    return known.get(session, key -> read(ledger.entries(key, false))).history.isEmpty();
  }

  /**
   * Adds an entry; the future completes once it is durable. Waits while the session is being read.
   */
  CompletableFuture<Void> add(SessionKey session, SentEntry entry) {
    byte[] content = SentEntryCodec.encode(entry);
    // Into the ledger first: a history that is read meanwhile has it then.
    CompletableFuture<Void> durable = ledger.append(session, content);
    known
        .asMap()
        .computeIfPresent(
            session,
            (key, now) -> {
              now.history.add(entry);
              return new KnownHistory(now.history, now.bytes + (long) EXPANSION * content.length);
            });
    return durable;
  }

  private static KnownHistory read(List<SentSegment> segments) {
    SentHistory history = new SentHistory();
    long bytes = SESSION_BYTES;
    for (SentSegment segment : segments) {
      SentEntry entry = SentEntryCodec.decode(segment.content());
      if (entry != null) {
        history.add(entry);
      }
      bytes += (long) EXPANSION * segment.content().length;
    }
    return new KnownHistory(history, bytes);
  }
}

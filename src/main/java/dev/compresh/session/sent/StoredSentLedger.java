package dev.compresh.session.sent;

import com.github.benmanes.caffeine.cache.Cache;
import dev.compresh.session.SessionKey;
import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.KeyFault;
import dev.compresh.store.seal.Keyring;
import dev.compresh.store.seal.SealedTable;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the ledger in the store, sealed, and recent sessions in memory. Locks are taken in this
 * order: {@link #pinned}, {@link #cache}, a session's monitor or the queue's.
 */
public final class StoredSentLedger implements SentLedger {
  private final Database database;
  private final SentSeal seal;
  private final InstantSource clock;
  private final SentLimits limits;
  private final Cache<SessionKey, SentSession> cache;

  /** Sessions with entries that are not durable yet: found here though they were evicted. */
  private final ConcurrentHashMap<SessionKey, SentSession> pinned = new ConcurrentHashMap<>();

  private final SecureRandom random = new SecureRandom();
  private final SegmentQueue queue;
  private final SegmentWriter writer;
  private final LongAdder failures = new LongAdder();
  private final LongAdder refused = new LongAdder();

  /**
   * @param keyring makes the master key, where there is none, when the first entry is written
   */
  public StoredSentLedger(
      Database database, Keyring keyring, InstantSource clock, SentLimits limits) {
    this.database = database;
    this.seal = new SentSeal(keyring);
    this.clock = clock;
    this.limits = limits;
    this.cache = SessionMemory.cache(clock, limits.memory());
    this.queue = new SegmentQueue(limits);
    this.writer = SegmentWriter.start(database, seal, queue, failures, new WriteOutcomes());
  }

  /** The table, for the change of the master key. */
  public static SealedTable sealedTable() {
    return new SealedSegments();
  }

  @Override
  public List<SentSegment> entries(SessionKey session, boolean fresh) {
    SentSession[] found = new SentSession[1];
    pinned.compute(
        session,
        (key, held) -> {
          found[0] = cached(key, held);
          return held;
        });
    SentSession entries = found[0];
    List<SentSegment> known = fresh ? null : entries.loadedView();
    return known != null ? known : read(session, entries, fresh);
  }

  private List<SentSegment> read(SessionKey session, SentSession entries, boolean fresh) {
    entries.reading().lock();
    try {
      List<SentSegment> known = fresh ? null : entries.loadedView();
      if (known != null) {
        return known;
      }
      long after = entries.beginReading();
      List<SegmentTable.SegmentRow> rows =
          database.read(handle -> SegmentTable.read(handle, session, after));
      long last = rows.isEmpty() ? after : rows.getLast().number();
      return entries.merge(last, open(session, rows));
    } catch (StoreException e) {
      failures.increment();
      return entries.view();
    } finally {
      entries.endReading();
      entries.reading().unlock();
      weigh(session);
    }
  }

  private List<SentSession.StoredSegments> open(
      SessionKey session, List<SegmentTable.SegmentRow> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    List<SentSession.StoredSegments> opened = new ArrayList<>(rows.size());
    try {
      AesGcmSeal opening = seal.get();
      for (SegmentTable.SegmentRow segmentRow : rows) {
        SegmentBytes.OpenedSegment entry =
            SegmentBytes.open(opening, session, segmentRow.sealed(), limits.entryBytes());
        if (entry != null) {
          opened.add(
              new SentSession.StoredSegments(segmentRow.number(), entry.id(), entry.content()));
        }
      }
    } catch (KeyFault e) {
      // reported by the seal; what is known without the key is all there is
    }
    failures.add(rows.size() - (long) opened.size());
    return opened;
  }

  @Override
  public CompletableFuture<Void> append(SessionKey session, byte[] content) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    if (content.length > limits.entryBytes()) {
      refuse(durable, "An entry must be at most " + limits.entryBytes() + " bytes.");
      return durable;
    }
    pinned.compute(session, (key, held) -> add(key, held, content, durable));
    weigh(session);
    return durable;
  }

  /** The session in memory; within the lock of {@link #pinned}, so that there is but one. */
  private SentSession cached(SessionKey session, @Nullable SentSession held) {
    return cache.get(session, _ -> held != null ? held : new SentSession());
  }

  /** Within the lock of {@link #pinned}, so that view and queue have the same order. */
  private @Nullable SentSession add(
      SessionKey session,
      @Nullable SentSession held,
      byte[] content,
      CompletableFuture<Void> durable) {
    SentSession entries = cached(session, held);
    if (!entries.hasRoomFor(content, limits)) {
      refuse(durable, "The session has too many entries.");
      return held;
    }
    long id = random.nextLong();
    entries.add(id, content);
    QueuedSegment entry = new QueuedSegment(session, entries, id, content, clock.millis(), durable);
    if (!queue.offer(entry)) {
      entries.giveUp(id);
      failures.increment();
      durable.completeExceptionally(new SentRefusal("The queue of entries for the store is full."));
      return held;
    }
    return entries;
  }

  private void refuse(CompletableFuture<Void> durable, String why) {
    refused.increment();
    durable.completeExceptionally(new SentRefusal(why));
  }

  /** Lets the cache weigh a session that has changed. */
  private void weigh(SessionKey session) {
    cache.asMap().computeIfPresent(session, (_, entries) -> entries);
  }

  /** Takes over what the writer says; on its thread. */
  private final class WriteOutcomes implements SegmentWriter.SegmentListener {
    @Override
    public void durable(QueuedSegment entry, long number) {
      entry.entries().markDurable(entry.id(), number);
      unpin(entry.session());
    }

    @Override
    public void givenUp(QueuedSegment entry) {
      entry.entries().giveUp(entry.id());
      unpin(entry.session());
    }
  }

  private void unpin(SessionKey session) {
    pinned.computeIfPresent(session, (_, held) -> held.isPinned() ? held : null);
  }

  @Override
  public long failures() {
    return failures.sum();
  }

  @Override
  public long refused() {
    return refused.sum();
  }

  @Override
  public void close() {
    writer.close();
  }
}

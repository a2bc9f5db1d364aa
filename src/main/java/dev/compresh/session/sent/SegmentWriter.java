package dev.compresh.session.sent;

import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.KeyFault;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes queued entries on a thread of its own, one group at a time, so that they become durable in
 * their order. A group that the store does not take stays at the head of the queue.
 */
final class SegmentWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);
  private static final int GROUP = 512;
  private static final long GROUP_BYTES = 4 << 20;
  private static final Duration LEAST_PAUSE = Duration.ofMillis(100);
  private static final Duration MOST_PAUSE = Duration.ofSeconds(1);

  /** Hears what became of entries. */
  interface SegmentListener {
    void durable(QueuedSegment entry, long number);

    void givenUp(QueuedSegment entry);
  }

  private final Database database;
  private final SentSeal seal;
  private final SegmentQueue queue;
  private final LongAdder failures;
  private final SegmentListener segmentListener;
  private final Thread thread;

  private SegmentWriter(
      Database database,
      SentSeal seal,
      SegmentQueue queue,
      LongAdder failures,
      SegmentListener segmentListener) {
    this.database = database;
    this.seal = seal;
    this.queue = queue;
    this.failures = failures;
    this.segmentListener = segmentListener;
    this.thread = Thread.ofVirtual().name("sent-ledger").unstarted(this::loop);
  }

  static SegmentWriter start(
      Database database,
      SentSeal seal,
      SegmentQueue queue,
      LongAdder failures,
      SegmentListener segmentListener) {
    SegmentWriter writer = new SegmentWriter(database, seal, queue, failures, segmentListener);
    writer.thread.start();
    return writer;
  }

  private void loop() {
    try {
      while (queue.awaitEntry()) {
        if (!writeHead()) {
          if (queue.isClosed()) {
            return;
          }
          queue.awaitRetry(LEAST_PAUSE, MOST_PAUSE);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes the oldest entries; false where the store took none. */
  private boolean writeHead() {
    List<QueuedSegment> group = queue.head(GROUP, GROUP_BYTES);
    try {
      AesGcmSeal sealing = seal.get();
      List<SegmentTable.SegmentEntry> entries = group.stream().map(e -> entry(sealing, e)).toList();
      List<Long> numbers = database.commit(handle -> SegmentTable.insert(handle, entries));
      queue.removeHead(group.size());
      for (int i = 0; i < group.size(); i++) {
        segmentListener.durable(group.get(i), numbers.get(i));
      }
      group.forEach(entry -> entry.durable().complete(null));
      return true;
    } catch (StoreException e) {
      queue.all().forEach(entry -> fail(entry, e));
      return false;
    } catch (KeyFault | RuntimeException e) {
      if (!(e instanceof KeyFault)) {
        LOG.error("writing {} entries of the sent-messages ledger failed", group.size(), e);
      }
      queue.removeHead(group.size());
      group.forEach(segmentListener::givenUp);
      group.forEach(entry -> fail(entry, e));
      return true;
    }
  }

  private static SegmentTable.SegmentEntry entry(AesGcmSeal aesGcmSeal, QueuedSegment entry) {
    byte[] sealed = SegmentBytes.seal(aesGcmSeal, entry.session(), entry.id(), entry.content());
    return new SegmentTable.SegmentEntry(entry.session(), sealed, entry.addedAt());
  }

  /** An entry that fails again has failed once. */
  private void fail(QueuedSegment entry, Exception cause) {
    if (!entry.durable().isDone()) {
      failures.increment();
      entry.durable().completeExceptionally(cause);
    }
  }

  /** Writes what is queued, as far as the store takes it. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

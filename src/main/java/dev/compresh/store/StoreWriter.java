package dev.compresh.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes all that is waiting into one transaction, so that many
 * writes share the one sync to disk that each would need alone.
 */
final class StoreWriter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
  private static final int GROUP = 512;
  private static final int WAITING = 20_000;

  private final Supplier<Handle> source;
  private final Consumer<Set<String>> committed;
  private final LinkedBlockingQueue<WriteTask<?>> queue = new LinkedBlockingQueue<>(WAITING);
  private final WriteTask<@Nullable Void> last = new WriteTask<>(_ -> null);
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable Handle handle;

  /**
   * @param committed called with the topics that were marked, before any of their writes is done
   */
  StoreWriter(Supplier<Handle> source, Handle first, Consumer<Set<String>> committed) {
    this.source = source;
    this.committed = committed;
    this.handle = first;
    this.thread = Thread.ofPlatform().name("store-writer").daemon().unstarted(this::loop);
  }

  void start() {
    thread.start();
  }

  <T extends @Nullable Object> CompletableFuture<T> write(StoreWork<T> storeWork) {
    WriteTask<T> writeTask = new WriteTask<>(storeWork);
    if (closed) {
      writeTask.fail(new StoreException("The store is closed."));
    } else if (!queue.offer(writeTask)) {
      writeTask.fail(
          new StoreException("The store is too busy: " + WAITING + " writes are waiting."));
    }
    return writeTask.done();
  }

  /** Whether the calling thread is the writer's own, which must not wait for itself. */
  boolean here() {
    return Thread.currentThread().equals(thread);
  }

  private void loop() {
    List<WriteTask<?>> group = new ArrayList<>(GROUP);
    boolean end = false;
    while (!end) {
      try {
        group.add(queue.take());
      } catch (InterruptedException e) {
        continue; // Only close() ends the writer: what was accepted is written.
      }
      queue.drainTo(group, GROUP - 1);
      end = group.contains(last);
      commit(group);
      group.clear();
    }
    discard();
  }

  private void commit(List<WriteTask<?>> group) {
    try {
      Handle open = handle();
      SqliteDialect.control(open, "BEGIN IMMEDIATE");
      for (WriteTask<?> writeTask : group) {
        writeTask.run(open);
      }
      SqliteDialect.control(open, "COMMIT");
      announce(open.getConfig(MarkedTopics.class).take());
    } catch (RuntimeException e) {
      LOG.warn("{} writes failed: {}", group.size(), e.getMessage());
      discard();
      StoreException failure =
          e instanceof StoreException s ? s : new StoreException("The store failed.", e);
      group.forEach(writeTask -> writeTask.fail(failure));
      return;
    }
    group.forEach(WriteTask::complete);
  }

  private void announce(Set<String> topics) {
    if (!topics.isEmpty()) {
      try {
        committed.accept(topics);
      } catch (RuntimeException e) {
        LOG.error("a listener for {} failed", topics, e);
      }
    }
  }

  private Handle handle() {
    Handle open = handle;
    if (open == null) {
      open = source.get();
      handle = open;
    }
    return open;
  }

  /** Closing the connection rolls back what is open; the next group gets a new one. */
  private void discard() {
    Handle open = handle;
    handle = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        LOG.warn("a broken connection could not be closed: {}", e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    boolean interrupted = false;
    while (true) {
      try {
        queue.put(last);
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    // Those that slipped in between the last group and the mark.
    List<WriteTask<?>> late = new ArrayList<>();
    queue.drainTo(late);
    late.forEach(writeTask -> writeTask.fail(new StoreException("The store is closed.")));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

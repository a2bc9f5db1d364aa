package dev.compresh.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
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

  /** Of a group that another process was in the way of. */
  private static final int ATTEMPTS = 4;

  private final StoreDialect dialect;
  private final Consumer<Set<String>> committed;
  private final LinkedBlockingQueue<WriteTask<?>> queue = new LinkedBlockingQueue<>(WAITING);
  private final WriteTask<@Nullable Void> last = new WriteTask<>(_ -> null);
  private final Thread thread;
  private volatile boolean closed;
  private @Nullable Handle handle;

  /**
   * @param first a connection that is open already
   * @param committed called with the topics that were marked, before any of their writes is done
   */
  StoreWriter(StoreDialect dialect, @Nullable Handle first, Consumer<Set<String>> committed) {
    this.dialect = dialect;
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

  /** {@link #write} and wait. */
  <T extends @Nullable Object> T commit(StoreWork<T> storeWork) {
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("the writer can't wait for itself");
    }
    try {
      return write(storeWork).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
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
    for (int attempt = 1; ; attempt++) {
      try {
        run(group);
        break;
      } catch (RuntimeException e) {
        discard();
        if (attempt < ATTEMPTS && dialect.isRepeatable(e)) {
          continue;
        }
        LOG.warn("{} writes failed: {}", group.size(), e.getMessage());
        StoreException failure =
            e instanceof StoreException s ? s : new StoreException("The store failed.", e);
        group.forEach(writeTask -> writeTask.fail(failure));
        return;
      }
    }
    group.forEach(WriteTask::complete);
  }

  private void run(List<WriteTask<?>> group) {
    Handle open = handle();
    dialect.begin(open);
    for (WriteTask<?> writeTask : group) {
      writeTask.run(open, dialect);
    }
    Set<String> topics = open.getConfig(MarkedTopics.class).take();
    dialect.commit(open, topics);
    if (!dialect.keepsConnection()) {
      discard();
    }
    announce(topics);
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
      open = dialect.writer();
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
        dialect.discard(open);
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

package dev.compresh.store;

import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A few connections to read on, opened when first needed; one that fails is thrown away. */
final class ReadPool implements AutoCloseable {
  private static final int SIZE = 4;
  private static final long WAIT_SECONDS = 5;

  private final SqliteDialect dialect;
  private final Semaphore free = new Semaphore(SIZE);
  private final ConcurrentLinkedDeque<Handle> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  ReadPool(SqliteDialect dialect) {
    this.dialect = dialect;
  }

  <T extends @Nullable Object> T read(StoreWork<T> storeWork) {
    take();
    Handle handle = null;
    try {
      if (closed) {
        throw new StoreException("The store is closed.");
      }
      handle = idle.pollFirst();
      if (handle == null) {
        handle = dialect.reader();
      }
      T result = storeWork.run(handle);
      idle.addFirst(handle);
      handle = null;
      return result;
    } catch (RuntimeException e) {
      throw dialect.fault(e);
    } finally {
      if (handle != null) {
        handle.close();
      }
      free.release();
    }
  }

  private void take() {
    try {
      if (!free.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new StoreException("The store is too busy to read.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Reading the store was interrupted.", e);
    }
  }

  /** Waits for reads under way. */
  @Override
  public void close() {
    closed = true;
    free.acquireUninterruptibly(SIZE);
    for (Handle handle; (handle = idle.pollFirst()) != null; ) {
      handle.close();
    }
    free.release(SIZE);
  }
}

package dev.compresh.session.sent;

import dev.compresh.store.Database;
import dev.compresh.store.InstanceRegistry;
import dev.compresh.store.StoreException;
import dev.compresh.store.StoreWork;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store that can be full, or gone. */
final class FaultyDatabase implements Database {
  private final Database real;
  final AtomicInteger reads = new AtomicInteger();
  volatile boolean full;
  volatile boolean gone;

  /** Whether a commit succeeds and is reported as failed, as where a sync to disk fails. */
  volatile boolean lying;

  FaultyDatabase(Database real) {
    this.real = real;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(StoreWork<T> storeWork) {
    return full ? CompletableFuture.failedFuture(fault()) : real.write(storeWork);
  }

  @Override
  public <T extends @Nullable Object> T commit(StoreWork<T> storeWork) {
    if (full) {
      throw fault();
    }
    T result = real.commit(storeWork);
    if (lying) {
      throw fault();
    }
    return result;
  }

  @Override
  public <T extends @Nullable Object> T read(StoreWork<T> storeWork) {
    reads.incrementAndGet();
    if (gone) {
      throw fault();
    }
    return real.read(storeWork);
  }

  private static StoreException fault() {
    return new StoreException("database or disk is full");
  }

  @Override
  public void onChange(String topic, Runnable listener) {
    real.onChange(topic, listener);
  }

  @Override
  public void onCommit(String topic, Runnable listener) {
    real.onCommit(topic, listener);
  }

  @Override
  public boolean usable() {
    return !full && !gone;
  }

  @Override
  public InstanceRegistry instances() {
    return real.instances();
  }

  @Override
  public Path folder() {
    return real.folder();
  }

  @Override
  public void close() {
    real.close();
  }
}

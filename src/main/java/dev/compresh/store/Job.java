package dev.compresh.store;

import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A write waiting for, or within, its group's transaction. */
final class Job<T extends @Nullable Object> {
  private final Work<T> work;
  private final CompletableFuture<T> done = new CompletableFuture<>();
  private Runnable outcome = () -> {};

  Job(Work<T> work) {
    this.work = work;
  }

  CompletableFuture<T> done() {
    return done;
  }

  /**
   * Does the work under a savepoint of its own; what comes of it is told by {@link #complete}.
   *
   * @throws StoreException where the whole transaction is lost
   */
  void run(Handle handle) {
    Sqlite.control(handle, "SAVEPOINT job");
    try {
      T result = work.run(handle);
      outcome = () -> done.complete(result);
    } catch (RuntimeException e) {
      undo(handle, Sqlite.fault(e));
    } catch (Error e) {
      undo(handle, e);
    }
    Sqlite.control(handle, "RELEASE SAVEPOINT job");
  }

  private void undo(Handle handle, Throwable failure) {
    try {
      Sqlite.control(handle, "ROLLBACK TO SAVEPOINT job");
    } catch (StoreException e) {
      // The database has rolled the whole transaction back by itself, as it does on a full disk.
      throw new StoreException(String.valueOf(failure.getMessage()), failure);
    }
    outcome = () -> done.completeExceptionally(failure);
  }

  void complete() {
    outcome.run();
  }

  void fail(StoreException e) {
    done.completeExceptionally(e);
  }
}

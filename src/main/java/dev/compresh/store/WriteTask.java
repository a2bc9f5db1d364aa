package dev.compresh.store;

import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A write waiting for, or within, its group's transaction. */
final class WriteTask<T extends @Nullable Object> {
  private final StoreWork<T> storeWork;
  private final CompletableFuture<T> done = new CompletableFuture<>();
  private Runnable outcome = () -> {};

  WriteTask(StoreWork<T> storeWork) {
    this.storeWork = storeWork;
  }

  CompletableFuture<T> done() {
    return done;
  }

  /**
   * Does the work under a savepoint of its own; what comes of it is reported by {@link #complete}.
   *
   * @throws RuntimeException where the whole transaction is lost
   */
  void run(Handle handle, StoreDialect dialect) {
    ControlStatement.execute(handle, "SAVEPOINT job");
    try {
      T result = storeWork.run(handle);
      outcome = () -> done.complete(result);
    } catch (RuntimeException e) {
      if (dialect.isRepeatable(e)) {
        throw e;
      }
      undo(handle, dialect.fault(e));
    } catch (Error e) {
      undo(handle, e);
    }
    ControlStatement.execute(handle, "RELEASE SAVEPOINT job");
  }

  private void undo(Handle handle, Throwable failure) {
    try {
      ControlStatement.execute(handle, "ROLLBACK TO SAVEPOINT job");
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

package dev.compresh.store;

import java.util.Set;
import org.jdbi.v3.core.Handle;

/** How a kind of database frames the writer's transactions, and what its errors mean. */
interface StoreDialect {

  /** Opens a connection that may write. */
  Handle writer();

  /** Begins a transaction in which no other process writes. */
  void begin(Handle handle);

  /**
   * Ends it: afterwards it is durable, or has left no trace.
   *
   * @param topics those that were marked in it
   */
  void commit(Handle handle, Set<String> topics);

  /** Closes a connection; a transaction that is still open is undone. */
  void discard(Handle handle);

  /** Returns whether the writer keeps its connection between transactions. */
  boolean keepsConnection();

  /** Returns {@code e} as what callers may see: the store's fault, or the work's own. */
  RuntimeException fault(RuntimeException e);

  /** Returns whether the same transaction may succeed when it is run again at once. */
  boolean isRepeatable(RuntimeException e);
}

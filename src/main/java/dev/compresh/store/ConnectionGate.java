package dev.compresh.store;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * Opens connections. While the server is away one caller at a time tries; the others fail at once
 * instead of waiting for a connection that does not come.
 */
final class ConnectionGate {
  private final Supplier<Handle> source;
  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile boolean away;

  ConnectionGate(Supplier<Handle> source) {
    this.source = source;
  }

  Handle open() {
    if (!away) {
      return attempt();
    }
    if (!trying.compareAndSet(false, true)) {
      throw new StoreException("The store is away.");
    }
    try {
      return attempt();
    } finally {
      trying.set(false);
    }
  }

  private Handle attempt() {
    boolean opened = false;
    try {
      Handle handle = source.get();
      opened = true;
      return handle;
    } finally {
      away = !opened;
    }
  }
}

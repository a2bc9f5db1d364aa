package dev.compresh.store;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Something done on an open connection. It neither begins nor ends transactions, does not keep the
 * handle, and waits for nothing else.
 */
@FunctionalInterface
public interface StoreWork<T extends @Nullable Object> {
  T run(Handle handle);
}

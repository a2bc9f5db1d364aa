package dev.compresh.store;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Deletes rows that are older than they are kept, some at a time. */
@FunctionalInterface
public interface ExpiringRows {
  /** Deletes some of those from before {@code before}; returns how many, 0 once there are none. */
  int delete(Handle handle, Instant before);
}

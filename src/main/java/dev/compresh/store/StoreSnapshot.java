package dev.compresh.store;

import org.jdbi.v3.core.Handle;

/** Makes reads that follow one another see one state of the store, though others write. */
final class StoreSnapshot {
  private StoreSnapshot() {}

  /** Begins; nothing may have been read on {@code handle} before. */
  static void begin(Handle handle) {
    ControlStatement.execute(
        handle,
        DayPartitions.isUsed(handle)
            ? "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ" // a read is a transaction there
            : "BEGIN");
  }

  static void end(Handle handle) {
    if (!DayPartitions.isUsed(handle)) {
      ControlStatement.execute(handle, "COMMIT");
    }
  }
}

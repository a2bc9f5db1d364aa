package dev.compresh.store.seal;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A table with sealed values, for the change of the master key. */
public interface SealedTable {

  /** Changes one sealed value. */
  @FunctionalInterface
  interface ValueChange {
    /**
     * The value sealed again; null where it is to stay as it is.
     *
     * @param bound what it is bound to
     */
    byte @Nullable [] reseal(byte[] sealed, byte[] bound);
  }

  /** Returns what its seal is for, as {@link MasterKey#seal} takes it. */
  String purpose();

  /** Returns whether there is anything sealed in it. */
  boolean hasValues(Handle handle);

  /** Asks {@code change} for every value, and keeps what it answers. */
  void each(Handle handle, ValueChange valueChange);

  /** Deletes what can't be opened any more, the key being lost. */
  void forget(Handle handle);
}

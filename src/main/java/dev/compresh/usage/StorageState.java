package dev.compresh.usage;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tracks where usage events are stored; each change is logged once. Thread-safe. */
final class StorageState {
  private static final Logger LOG = LoggerFactory.getLogger(StorageState.class);

  /** The places, the best one first. */
  enum StoragePlace {
    STORE,
    SPOOL,
    MEMORY
  }

  private volatile StoragePlace storagePlace = StoragePlace.STORE;

  /** Returns whether the store takes them. */
  boolean isStoring() {
    return storagePlace == StoragePlace.STORE;
  }

  /**
   * Notes where the last ones went.
   *
   * @param why the fault, empty where there is none
   */
  void note(StoragePlace now, String why) {
    if (now == storagePlace) {
      return;
    }
    storagePlace = now;
    switch (now) {
      case STORE -> LOG.info("Usage events are written to the store again.");
      case SPOOL ->
          LOG.warn("The store can't be written. Usage events are spooled to a file: {}", why);
      case MEMORY ->
          LOG.error(
              "Neither the store nor the disk can be written. Usage events wait in memory: {}",
              why);
    }
  }
}

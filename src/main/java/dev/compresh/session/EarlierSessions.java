package dev.compresh.session;

import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import java.util.Set;

/**
 * Knows the sessions that were begun before ids were derived as they are now. What was sent in them
 * is found by their ids, so they keep these until they are deleted; then none is left. Thread-safe.
 */
public final class EarlierSessions {
  private final Database database;
  private volatile Set<SessionKey> known = Set.of();

  EarlierSessions(Database database) {
    this.database = database;
    load();
  }

  /** Returns whether there is none, as in all installations a week after the change. */
  boolean isEmpty() {
    return known.isEmpty();
  }

  boolean has(SessionKey session) {
    return known.contains(session);
  }

  /** Reads them again where some may be gone. */
  void refresh() {
    if (!known.isEmpty()) {
      load();
    }
  }

  private void load() {
    try {
      known = Set.copyOf(database.read(SessionTable::earlier));
    } catch (StoreException e) {
      // Those that are known stay.
    }
  }
}

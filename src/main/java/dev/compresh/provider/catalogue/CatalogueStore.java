package dev.compresh.provider.catalogue;

import dev.compresh.store.ChangeMarks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The catalogue's tables. */
final class CatalogueStore {
  /** Changes are announced under this topic. */
  static final String TOPIC = "catalogue";

  private static final int FACTS = 1;

  private CatalogueStore() {}

  /** Returns what was sent of each model, by its id. */
  static Map<String, String> models(Handle handle) {
    return handle
        .createQuery("SELECT id, body FROM catalogue_model ORDER BY id")
        .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
        .collect(
            java.util.stream.Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, java.util.LinkedHashMap::new));
  }

  static Optional<String> model(Handle handle, String id) {
    return handle
        .createQuery("SELECT body FROM catalogue_model WHERE id = ?")
        .bind(0, id)
        .mapTo(String.class)
        .findOne();
  }

  static void put(Handle handle, String id, String body, Instant now) {
    handle.execute(
        """
        INSERT INTO catalogue_model (id, body, updated_at) VALUES (?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body, updated_at = excluded.updated_at
        """,
        id,
        body,
        now.toEpochMilli());
    ChangeMarks.mark(handle, TOPIC);
  }

  /** Returns whether it was there. */
  static boolean remove(Handle handle, String id) {
    boolean removed = handle.execute("DELETE FROM catalogue_model WHERE id = ?", id) > 0;
    if (removed) {
      ChangeMarks.mark(handle, TOPIC);
    }
    return removed;
  }

  /** The refreshed facts; empty where there are none. */
  static List<String> facts(Handle handle) {
    return handle
        .createQuery("SELECT body FROM catalogue_facts WHERE id = ?")
        .bind(0, FACTS)
        .mapTo(String.class)
        .list();
  }

  /** Returns when facts were last refreshed; empty where they never were. */
  static Optional<Instant> refreshedAt(Handle handle) {
    return handle
        .createQuery("SELECT updated_at FROM catalogue_facts WHERE id = ?")
        .bind(0, FACTS)
        .mapTo(Long.class)
        .findOne()
        .map(Instant::ofEpochMilli);
  }

  static void putFacts(Handle handle, String body, String source, int models, Instant now) {
    handle.execute(
        """
        INSERT INTO catalogue_facts (id, body, source, models, updated_at) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET body = excluded.body, source = excluded.source,
          models = excluded.models, updated_at = excluded.updated_at
        """,
        FACTS,
        body,
        source,
        models,
        now.toEpochMilli());
    ChangeMarks.mark(handle, TOPIC);
  }

  /** Back to the facts that ship with the program; whether there were others. */
  static boolean removeFacts(Handle handle) {
    boolean removed = handle.execute("DELETE FROM catalogue_facts WHERE id = ?", FACTS) > 0;
    if (removed) {
      ChangeMarks.mark(handle, TOPIC);
    }
    return removed;
  }
}

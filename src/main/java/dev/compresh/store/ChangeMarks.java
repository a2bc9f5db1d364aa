package dev.compresh.store;

import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** A counter per topic in the store, by which other processes see that something has changed. */
public final class ChangeMarks {
  private ChangeMarks() {}

  /** Marks {@code topic} as changed, as a part of the same transaction. */
  public static void mark(Handle handle, String topic) {
    handle.getConfig(MarkedTopics.class).add(topic);
    handle.execute(
        """
        INSERT INTO change_mark (topic, version) VALUES (?, 1)
        ON CONFLICT (topic) DO UPDATE SET version = change_mark.version + 1
        """,
        topic);
  }

  static Map<String, Long> read(Handle handle) {
    Map<String, Long> marks = new HashMap<>();
    handle
        .createQuery("SELECT topic, version FROM change_mark")
        .map((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(mark -> marks.put(mark.getKey(), mark.getValue()));
    return marks;
  }
}

package dev.compresh.usage;

import dev.compresh.store.Database;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/** The requests of single sessions. */
public final class SessionRequests {
  private static final String LATEST =
      """
      FROM usage_event WHERE session_id = :session AND key_id = :key
      ORDER BY at DESC, id DESC LIMIT :most
      """;

  private final Database database;

  public SessionRequests(Database database) {
    this.database = database;
  }

  /** The last {@code most} requests of a session, oldest first. */
  public List<SessionRequest> list(String keyId, String sessionId, int most) {
    return database.read(
        handle -> {
          Map<String, Map<String, Long>> layers = layers(handle, keyId, sessionId, most);
          return handle
              .createQuery(
                  """
                  SELECT id, at, model, status, original_tokens, forwarded_tokens, input_tokens,
                    cache_read_tokens, cache_write_5m_tokens + cache_write_1h_tokens AS written,
                    output_tokens
                  """
                      + LATEST)
              .bind("session", sessionId)
              .bind("key", keyId)
              .bind("most", most)
              .map(
                  (row, _) ->
                      new SessionRequest(
                          Instant.ofEpochMilli(row.getLong("at")),
                          row.getString("model"),
                          row.getInt("status"),
                          row.getLong("original_tokens"),
                          row.getLong("forwarded_tokens"),
                          row.getLong("input_tokens"),
                          row.getLong("cache_read_tokens"),
                          row.getLong("written"),
                          row.getLong("output_tokens"),
                          layers.getOrDefault(row.getString("id"), Map.of())))
              .list()
              .reversed();
        });
  }

  private static Map<String, Map<String, Long>> layers(
      Handle handle, String keyId, String sessionId, int most) {
    Map<String, Map<String, Long>> layers = new HashMap<>();
    handle
        .createQuery(
            "SELECT event_id, layer, saved_tokens FROM usage_layer WHERE event_id IN (SELECT id "
                + LATEST
                + ")")
        .bind("session", sessionId)
        .bind("key", keyId)
        .bind("most", most)
        .map((row, _) -> new LayerSaving(row.getString(1), row.getString(2), row.getLong(3)))
        .forEach(
            row ->
                layers
                    .computeIfAbsent(row.event, _ -> new TreeMap<>())
                    .merge(LayerNames.current(row.layer), row.saved, Long::sum));
    return layers;
  }

  private record LayerSaving(String event, String layer, long saved) {}
}

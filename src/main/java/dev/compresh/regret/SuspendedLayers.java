package dev.compresh.regret;

import dev.compresh.compression.Layer;
import dev.compresh.compression.LayerSuspensions;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.session.SessionKey;
import dev.compresh.store.ChangeMarks;
import dev.compresh.store.Database;
import dev.compresh.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * Keeps which layers are switched off in which sessions. Every instance on the store knows a
 * decision within a second; it goes with its session. Thread-safe.
 */
public final class SuspendedLayers {
  private static final String TOPIC = "suspended_layer";

  private static final String INSERT =
      """
      INSERT INTO suspended_layer (key_id, session_id, layer, from_message, prefix, decided_at)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (key_id, session_id, layer) DO NOTHING
      """;

  /** Those of sessions that are gone. */
  private static final String PURGE =
      """
      DELETE FROM suspended_layer WHERE decided_at < ? AND NOT EXISTS (
        SELECT 1 FROM session s
        WHERE s.key_id = suspended_layer.key_id AND s.id = suspended_layer.session_id)
      """;

  private static final long DAY_MILLIS = 86_400_000;

  /**
   * A decision holds from so many messages behind those that it was made with: requests that are
   * under way, here or on another instance, don't know it yet.
   */
  private static final int AHEAD = 4;

  private final Database database;
  private volatile Map<SessionKey, List<LayerSuspension>> known = Map.of();

  private record LayerSuspension(Layer layer, int from, long prefix) {}

  private record StoredSuspension(SessionKey session, String layer, int from, long prefix) {}

  public SuspendedLayers(Database database) {
    this.database = database;
    load();
    database.onChange(TOPIC, this::load);
  }

  /** Switches {@code layer} off a few messages behind those of {@code prompt}. Never blocks. */
  public void suspend(SessionKey session, Layer layer, Prompt prompt, Instant time) {
    int from = prompt.messages().size() + AHEAD;
    long prefix = prefix(prompt, prompt.messages().size());
    var _ =
        database.write(
            handle -> {
              handle.execute(PURGE, time.toEpochMilli() - DAY_MILLIS);
              handle.execute(
                  INSERT,
                  session.keyId(),
                  session.id(),
                  layer.label(),
                  from,
                  prefix,
                  time.toEpochMilli());
              ChangeMarks.mark(handle, TOPIC);
              return 0;
            });
  }

  /**
   * Returns what is switched off in {@code prompt}. Where the decision was made in another
   * conversation of the session, or further on in this one, nothing is: what was sent so stays so.
   */
  public LayerSuspensions lookUp(SessionKey session, Prompt prompt) {
    List<LayerSuspension> suspensions = known.get(session);
    if (suspensions == null) {
      return LayerSuspensions.NONE;
    }
    Map<Layer, Integer> from = new EnumMap<>(Layer.class);
    for (LayerSuspension layerSuspension : suspensions) {
      boolean same =
          prompt.messages().size() >= layerSuspension.from - AHEAD
              && prefix(prompt, layerSuspension.from - AHEAD) == layerSuspension.prefix;
      if (same) {
        from.put(layerSuspension.layer, layerSuspension.from);
      }
    }
    return new LayerSuspensions(from);
  }

  /** Returns how many sessions have layers switched off. */
  public int sessions() {
    return known.size();
  }

  private void load() {
    try {
      known = database.read(SuspendedLayers::all);
    } catch (StoreException e) {
      // What is known stays; the next change loads all.
    }
  }

  private static Map<SessionKey, List<LayerSuspension>> all(Handle handle) {
    Map<SessionKey, List<LayerSuspension>> all = new HashMap<>();
    handle
        .createQuery("SELECT key_id, session_id, layer, from_message, prefix FROM suspended_layer")
        .map(
            (row, _) ->
                new StoredSuspension(
                    new SessionKey(row.getString(1), row.getString(2)),
                    row.getString(3),
                    row.getInt(4),
                    row.getLong(5)))
        .forEach(
            storedSuspension -> {
              Layer layer = Layer.ofStored(storedSuspension.layer);
              if (layer != null) {
                all.computeIfAbsent(storedSuspension.session, k -> new ArrayList<>(1))
                    .add(
                        new LayerSuspension(layer, storedSuspension.from, storedSuspension.prefix));
              }
            });
    return all;
  }

  private static long prefix(Prompt prompt, int count) {
    long hash = count;
    for (Message message : prompt.messages().subList(0, count)) {
      hash = hash * 0x9e3779b97f4a7c15L + message.digest().high();
      hash ^= hash >>> 29;
    }
    return hash;
  }
}

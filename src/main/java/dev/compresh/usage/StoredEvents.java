package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads events back from {@code usage_event}. */
public final class StoredEvents {
  public static final String COLUMNS =
      """
      SELECT id, at, org_id, user_id, key_id, session_id, request_id, endpoint, model, provider,
        upstream_model, streamed, mode, original_tokens, forwarded_tokens, tokens_estimated, status,
        ending, usage_reported, input_tokens, cache_read_tokens, cache_write_5m_tokens,
        cache_write_1h_tokens, output_tokens, reasoning_tokens, overhead_micros, first_byte_micros,
        total_micros, uncompressed_units, paid_units, priced, uncompressed_micros, paid_micros,
        bust, held_out, cost_micros, charge_micros, audio_input_tokens, audio_output_tokens, unpriced, turn,
        tags, detail, rolled
      FROM usage_event
      """;

  private StoredEvents() {}

  /** An event and whether the roll-ups hold it. */
  public record StoredEvent(UsageEvent event, boolean rolled) {}

  private record StoredLayer(String event, String layer, long saved) {}

  /** Returns the events that {@code query}, which selects {@link #COLUMNS}, finds. */
  public static List<StoredEvent> read(Handle handle, Query query) {
    List<StoredEvent> found = query.map((row, _) -> stored(row)).list();
    Map<String, Map<String, Long>> layers =
        layers(handle, found.stream().map(storedEvent -> storedEvent.event.id()).toList());
    List<StoredEvent> whole = new ArrayList<>(found.size());
    for (StoredEvent storedEvent : found) {
      UsageEvent event = storedEvent.event;
      Map<String, Long> saved = layers.getOrDefault(event.id(), Map.of());
      whole.add(
          saved.isEmpty()
              ? storedEvent
              : new StoredEvent(append(event, saved), storedEvent.rolled));
    }
    return whole;
  }

  private static Map<String, Map<String, Long>> layers(Handle handle, List<String> ids) {
    Map<String, Map<String, Long>> layers = new HashMap<>();
    int most = 500;
    for (int from = 0; from < ids.size(); from += most) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + most));
      handle
          .select(
              "SELECT event_id, layer, saved_tokens FROM usage_layer WHERE event_id IN (?"
                  + ", ?".repeat(some.size() - 1)
                  + ")",
              some.toArray())
          .map((row, _) -> new StoredLayer(row.getString(1), row.getString(2), row.getLong(3)))
          .forEach(
              l -> layers.computeIfAbsent(l.event, _ -> new TreeMap<>()).put(l.layer, l.saved));
    }
    return layers;
  }

  private static UsageEvent append(UsageEvent event, Map<String, Long> saved) {
    UsageEvent.EventPrompt eventPrompt = event.prompt();
    return new UsageEvent(
        event.id(),
        event.time(),
        event.caller(),
        event.call(),
        new UsageEvent.EventPrompt(
            eventPrompt.original(), eventPrompt.forwarded(), eventPrompt.estimated(), saved),
        event.answer(),
        event.timing(),
        event.accounting(),
        event.bill(),
        event.detail());
  }

  private static StoredEvent stored(ResultSet row) throws SQLException {
    boolean reported = row.getInt("usage_reported") != 0;
    Usage usage =
        new Usage(
            row.getLong("input_tokens"),
            row.getLong("cache_read_tokens"),
            row.getLong("cache_write_5m_tokens"),
            row.getLong("cache_write_1h_tokens"),
            row.getLong("output_tokens"),
            row.getLong("reasoning_tokens"),
            row.getLong("audio_input_tokens"),
            row.getLong("audio_output_tokens"),
            0);
    return new StoredEvent(
        new UsageEvent(
            row.getString("id"),
            Instant.ofEpochMilli(row.getLong("at")),
            new UsageEvent.EventCaller(
                row.getString("org_id"),
                row.getString("user_id"),
                row.getString("key_id"),
                row.getString("session_id")),
            new UsageEvent.EventCall(
                row.getString("request_id"),
                row.getString("endpoint"),
                row.getString("model"),
                row.getString("provider"),
                row.getString("upstream_model"),
                row.getInt("streamed") != 0,
                row.getString("mode")),
            new UsageEvent.EventPrompt(
                row.getLong("original_tokens"),
                row.getLong("forwarded_tokens"),
                row.getInt("tokens_estimated") != 0,
                Map.of()),
            new UsageEvent.EventAnswer(
                row.getInt("status"),
                row.getString("ending"),
                reported ? usage : null,
                usage.output()),
            new UsageEvent.EventTiming(
                row.getLong("overhead_micros"),
                row.getLong("first_byte_micros"),
                row.getLong("total_micros")),
            accounting(row),
            new UsageEvent.EventBill(
                row.getLong("cost_micros"),
                row.getLong("charge_micros"),
                row.getInt("unpriced") != 0),
            DetailJson.read(row.getInt("turn"), row.getString("tags"), row.getString("detail"))),
        row.getInt("rolled") != 0);
  }

  private static InputAccounting accounting(ResultSet row) throws SQLException {
    return new InputAccounting(
        row.getLong("uncompressed_units"),
        row.getLong("paid_units"),
        row.getInt("priced") != 0,
        row.getLong("uncompressed_micros"),
        row.getLong("paid_micros"),
        row.getInt("bust") != 0,
        row.getInt("held_out") != 0);
  }
}

package dev.compresh.usage;

import dev.compresh.store.StoreException;
import dev.compresh.wire.Usage;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Writes events. */
final class UsageTable {
  private static final String EVENT =
      """
      INSERT INTO usage_event (id, at, org_id, user_id, key_id, session_id, request_id, endpoint,
        model, provider, upstream_model, streamed, mode, original_tokens, forwarded_tokens,
        tokens_estimated, status, ending, usage_reported, input_tokens, cache_read_tokens,
        cache_write_5m_tokens, cache_write_1h_tokens, output_tokens, reasoning_tokens,
        overhead_micros, first_byte_micros, total_micros, uncompressed_units, paid_units, priced,
        uncompressed_micros, paid_micros, bust, held_out)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING
      """;

  private static final String LAYER =
      """
      INSERT INTO usage_layer (event_id, layer, saved_tokens) VALUES (?, ?, ?)
      ON CONFLICT (event_id, layer) DO NOTHING
      """;

  private UsageTable() {}

  /** Events that are there already are left alone. */
  static void insert(Handle handle, List<UsageEvent> events) {
    insert(handle, EVENT, events.stream().map(UsageTable::row));
    insert(
        handle,
        LAYER,
        events.stream()
            .flatMap(
                event ->
                    event.prompt().savedByLayer().entrySet().stream()
                        .filter(layer -> layer.getValue() != 0)
                        .map(l -> new Object[] {event.id(), l.getKey(), l.getValue()})));
  }

  /**
   * Binds by hand: at 10,000 requests a second this is the store's most frequent statement, and
   * JDBI's binding took more of a processor than the insert itself.
   */
  private static void insert(Handle handle, String sql, Stream<Object[]> rows) {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
      boolean any = false;
      for (Object[] row : (Iterable<Object[]>) rows::iterator) {
        for (int i = 0; i < row.length; i++) {
          statement.setObject(i + 1, row[i]);
        }
        statement.addBatch();
        any = true;
      }
      if (any) {
        statement.executeBatch();
      }
    } catch (SQLException e) {
      throw new StoreException("Usage events could not be written.", e);
    }
  }

  private static Object[] row(UsageEvent event) {
    UsageEvent.Caller caller = event.caller();
    UsageEvent.Call call = event.call();
    UsageEvent.Prompt prompt = event.prompt();
    UsageEvent.Answer answer = event.answer();
    Accounting cost = event.accounting();
    Usage told = answer.usage();
    // Where nothing was told, what was sent and delivered stands in, and the row says so.
    Usage usage =
        told != null ? told : new Usage(prompt.forwarded(), 0, 0, 0, answer.estimatedOutput(), 0);
    return new Object[] {
      event.id(),
      event.time().toEpochMilli(),
      caller.orgId(),
      caller.userId(),
      caller.keyId(),
      caller.sessionId(),
      call.requestId(),
      call.endpoint(),
      call.model(),
      call.provider(),
      call.upstreamModel(),
      call.streamed() ? 1 : 0,
      call.mode(),
      prompt.original(),
      prompt.forwarded(),
      prompt.estimated() ? 1 : 0,
      answer.status(),
      answer.ending(),
      told != null ? 1 : 0,
      usage.input(),
      usage.cacheRead(),
      usage.cacheWrite5m(),
      usage.cacheWrite1h(),
      usage.output(),
      usage.reasoning(),
      event.timing().overhead(),
      event.timing().firstByte(),
      event.timing().total(),
      cost.uncompressedUnits(),
      cost.paidUnits(),
      cost.priced() ? 1 : 0,
      cost.uncompressedMicros(),
      cost.paidMicros(),
      cost.bust() ? 1 : 0,
      cost.heldOut() ? 1 : 0
    };
  }
}

package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import dev.compresh.store.DayPartitions;
import dev.compresh.store.StatementBatch;
import java.util.ArrayList;
import java.util.List;
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
        uncompressed_micros, paid_micros, bust, held_out,
        cost_micros, charge_micros, audio_input_tokens, audio_output_tokens,
        estimated_figures, unpriced, turn, tags, detail, rolled)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
      ON CONFLICT DO NOTHING
      """;

  private static final String LAYER =
      """
      INSERT INTO usage_layer (event_id, layer, saved_tokens) VALUES (?, ?, ?)
      ON CONFLICT (event_id, layer) DO NOTHING
      """;

  private static final String CACHE =
      """
      INSERT INTO usage_cache (event_id, breakpoints, uncached_units, uncached_micros, write_units,
        write_micros)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (event_id) DO NOTHING
      """;

  private UsageTable() {}

  /** Writes events and adds them to the roll-ups; those that were not there already. */
  static List<UsageEvent> insert(Handle handle, List<UsageEvent> events) {
    DayPartitions.ensure(
        handle, "usage_event", events.stream().map(event -> event.time().toEpochMilli()).toList());
    int[] added =
        StatementBatch.execute(handle, EVENT, events.stream().map(UsageTable::row).toList());
    List<UsageEvent> fresh = new ArrayList<>(events.size());
    for (int i = 0; i < added.length; i++) {
      if (added[i] > 0) {
        fresh.add(events.get(i));
      }
    }
    StatementBatch.execute(
        handle,
        LAYER,
        fresh.stream()
            .flatMap(
                event ->
                    event.prompt().savedByLayer().entrySet().stream()
                        .filter(layer -> layer.getValue() != 0)
                        .map(l -> new Object[] {event.id(), l.getKey(), l.getValue()}))
            .toList());
    StatementBatch.execute(
        handle,
        CACHE,
        fresh.stream()
            .filter(e -> e.accounting().cache().isUsed(e.accounting().uncompressedUnits()))
            .map(event -> cache(event.id(), event.accounting().cache()))
            .toList());
    RollupWriter.add(handle, fresh);
    return fresh;
  }

  private static Object[] cache(String id, CacheBooks books) {
    return new Object[] {
      id,
      books.breakpoints(),
      books.uncachedUnits(),
      books.uncachedMicros(),
      books.writeUnits(),
      books.writeMicros()
    };
  }

  private static Object[] row(UsageEvent event) {
    UsageEvent.EventCaller eventCaller = event.caller();
    UsageEvent.EventCall eventCall = event.call();
    UsageEvent.EventPrompt eventPrompt = event.prompt();
    UsageEvent.EventAnswer eventAnswer = event.answer();
    InputAccounting cost = event.accounting();
    Usage told = eventAnswer.usage();
    Usage usage = event.used();
    return new Object[] {
      event.id(),
      event.time().toEpochMilli(),
      eventCaller.orgId(),
      eventCaller.userId(),
      eventCaller.keyId(),
      eventCaller.sessionId(),
      eventCall.requestId(),
      eventCall.endpoint(),
      eventCall.model(),
      eventCall.provider(),
      eventCall.upstreamModel(),
      eventCall.streamed() ? 1 : 0,
      eventCall.mode(),
      eventPrompt.original(),
      eventPrompt.forwarded(),
      eventPrompt.estimated() ? 1 : 0,
      eventAnswer.status(),
      eventAnswer.ending(),
      told != null ? 1 : 0,
      usage.input(),
      usage.cacheRead(),
      usage.cacheWrite5m()
          + usage.extras().cacheWrite30m(), // the columns are of short and long lives
      usage.cacheWrite1h() + usage.extras().cacheWrite12h(),
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
      cost.heldOut() ? 1 : 0,
      event.bill().cost(),
      event.bill().charge(),
      usage.audioInput(),
      usage.audioOutput(),
      eventAnswer.estimatedFigures(),
      event.bill().isUnpriced() ? 1 : 0,
      event.detail().turn(),
      UsageTags.text(event.detail().tags()),
      DetailJson.write(event.detail())
    };
  }
}

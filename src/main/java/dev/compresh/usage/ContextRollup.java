package dev.compresh.usage;

import dev.compresh.store.StatementBatch;
import dev.compresh.usage.RequestDetail.ContextPart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Adds what prompts consist of to {@code usage_context}, by key and for the organisation. */
final class ContextRollup {
  /** The part that holds whole prompts: how many there were, and all their tokens. */
  static final String PROMPT = "prompt";

  private static final String UPSERT =
      """
      INSERT INTO usage_context (day, org_id, user_id, key_id, part, name, tokens, requests)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (org_id, key_id, day, part, name) DO UPDATE SET
        tokens = usage_context.tokens + excluded.tokens,
        requests = usage_context.requests + excluded.requests
      """;

  private record ContextPlace(
      long day, String orgId, String userId, String keyId, String part, String name) {}

  private ContextRollup() {}

  static void add(Handle handle, List<UsageEvent> events, RollupNames names) {
    Map<ContextPlace, long[]> sums = new HashMap<>();
    for (UsageEvent event : events) {
      Map<String, Map<String, Long>> parts = parts(event, names);
      parts.forEach(
          (part, byName) -> byName.forEach((name, tokens) -> add(sums, event, part, name, tokens)));
    }
    StatementBatch.execute(
        handle,
        UPSERT,
        sums.entrySet().stream()
            .map(
                entry -> {
                  ContextPlace at = entry.getKey();
                  return new Object[] {
                    at.day,
                    at.orgId,
                    at.userId,
                    at.keyId,
                    at.part,
                    at.name,
                    entry.getValue()[0],
                    entry.getValue()[1]
                  };
                })
            .toList());
  }

  /** Each part once, under the name that it is counted as. */
  private static Map<String, Map<String, Long>> parts(UsageEvent event, RollupNames names) {
    Map<String, Map<String, Long>> parts = new HashMap<>();
    for (ContextPart part : event.detail().context()) {
      parts
          .computeIfAbsent(part.part(), _ -> new HashMap<>())
          .merge(names.bounded(event, "tool", part.name()), part.tokens(), Long::sum);
      parts.computeIfAbsent(PROMPT, _ -> new HashMap<>()).merge("", part.tokens(), Long::sum);
    }
    return parts;
  }

  private static void add(
      Map<ContextPlace, long[]> sums, UsageEvent event, String part, String name, long tokens) {
    long day = RollupTime.day(event.time());
    UsageEvent.EventCaller eventCaller = event.caller();
    ContextPlace key =
        new ContextPlace(
            day, eventCaller.orgId(), eventCaller.userId(), eventCaller.keyId(), part, name);
    ContextPlace org = new ContextPlace(day, eventCaller.orgId(), "", "", part, name);
    for (ContextPlace contextPlace : List.of(key, org)) {
      long[] sum = sums.computeIfAbsent(contextPlace, _ -> new long[2]);
      sum[0] += tokens;
      sum[1]++;
    }
  }
}

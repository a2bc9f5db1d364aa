package dev.compresh.usage;

import dev.compresh.store.Database;
import dev.compresh.store.StatementBatch;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts per day what broke clients' caches. Never blocks; what the store does not take is counted
 * and lost.
 */
public final class CacheAdviceLog {
  private static final long DAY_MILLIS = 86_400_000;

  private static final String ADD =
      """
      INSERT INTO cache_advice (day, org_id, user_id, key_id, model, kind, place, requests, tokens,
        micros)
      VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
      ON CONFLICT (day, key_id, model, kind, place) DO UPDATE SET
        requests = cache_advice.requests + 1,
        tokens = cache_advice.tokens + excluded.tokens,
        micros = cache_advice.micros + excluded.micros
      """;

  private final Database database;
  private final LongAdder lost = new LongAdder();

  public CacheAdviceLog(Database database) {
    this.database = database;
  }

  /**
   * One request that lost something.
   *
   * @param kind what broke its cache
   * @param place where
   * @param tokens that could have been read
   * @param micros what that cost, in micro-USD
   */
  public record AdviceLoss(
      UsageEvent.EventCaller caller,
      String model,
      String kind,
      String place,
      long tokens,
      long micros) {}

  public void add(Instant time, AdviceLoss adviceLoss) {
    Object[] row = {
      time.toEpochMilli() / DAY_MILLIS,
      adviceLoss.caller.orgId(),
      adviceLoss.caller.userId(),
      adviceLoss.caller.keyId(),
      adviceLoss.model,
      adviceLoss.kind,
      adviceLoss.place,
      adviceLoss.tokens,
      adviceLoss.micros
    };
    var _ =
        database
            .write(
                handle -> {
                  StatementBatch.execute(handle, ADD, List.<Object[]>of(row));
                  return 1;
                })
            .exceptionally(
                _ -> {
                  lost.increment();
                  return 0;
                });
  }

  /** Losses that could not be noted, since the start. */
  public long lost() {
    return lost.sum();
  }
}

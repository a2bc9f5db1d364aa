package dev.compresh.regret;

import dev.compresh.store.ExpiringRows;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Deletes counts of regrets, oldest days first; they are kept as long as other sums of a day. */
public final class RegretRetention implements ExpiringRows {
  /** Keys of one transaction, of one day. */
  private static final int KEYS_AT_ONCE = 20;

  @Override
  public int delete(Handle handle, Instant before) {
    long first = Math.floorDiv(before.toEpochMilli(), RegretLog.DAY_MILLIS);
    return handle
        .select("SELECT day FROM regret WHERE day < ? ORDER BY day LIMIT 1", first)
        .map((row, _) -> row.getLong(1))
        .findOne()
        .map(day -> deleteOf(handle, day))
        .orElse(0);
  }

  private static int deleteOf(Handle handle, long day) {
    List<String> keys =
        handle
            .select(
                "SELECT DISTINCT key_id FROM regret WHERE day = ? ORDER BY key_id LIMIT ?",
                day,
                KEYS_AT_ONCE)
            .map((row, _) -> row.getString(1))
            .list();
    int deleted = 0;
    for (String key : keys) {
      deleted += handle.execute("DELETE FROM regret WHERE day = ? AND key_id = ?", day, key);
    }
    return deleted;
  }
}

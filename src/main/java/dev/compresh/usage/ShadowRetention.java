package dev.compresh.usage;

import dev.compresh.store.ExpiringRows;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Deletes shadow figures, which are kept as long as the requests that they are of. */
public final class ShadowRetention implements ExpiringRows {
  /** Requests of one transaction; each has a row per mode, and one per mode and layer. */
  private static final int AT_ONCE = 200;

  @Override
  public int delete(Handle handle, Instant before) {
    List<String> ids =
        handle
            .select(
                "SELECT id FROM shadow_plan WHERE at < ? ORDER BY at LIMIT ?",
                before.toEpochMilli(),
                AT_ONCE)
            .map((row, _) -> row.getString(1))
            .list();
    if (ids.isEmpty()) {
      return 0;
    }
    String some = "(?" + ", ?".repeat(ids.size() - 1) + ")";
    handle.execute("DELETE FROM shadow_layer WHERE id IN " + some, ids.toArray());
    return handle.execute("DELETE FROM shadow_plan WHERE id IN " + some, ids.toArray());
  }
}

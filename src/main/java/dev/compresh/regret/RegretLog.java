package dev.compresh.regret;

import dev.compresh.compression.Layer;
import dev.compresh.store.Database;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jdbi.v3.core.Handle;

/** Adds counts of regrets to those of their day, session and layer. Never blocks. */
public final class RegretLog {
  static final long DAY_MILLIS = 86_400_000;

  private static final String ADD =
      """
      INSERT INTO regret (day, org_id, user_id, key_id, session_id, layer, held_out, chances,
        read_again, run_again, edit_refused, said_again, thinking_dropped)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (day, key_id, session_id, layer, held_out) DO UPDATE SET
        chances = regret.chances + excluded.chances,
        read_again = regret.read_again + excluded.read_again,
        run_again = regret.run_again + excluded.run_again,
        edit_refused = regret.edit_refused + excluded.edit_refused,
        said_again = regret.said_again + excluded.said_again,
        thinking_dropped = regret.thinking_dropped + excluded.thinking_dropped
      """;

  private final Database database;
  private final LongAdder lost = new LongAdder();

  public RegretLog(Database database) {
    this.database = database;
  }

  /** The owner of a session. */
  public record RegretOwner(String orgId, String userId, String keyId, String sessionId) {}

  /**
   * Adds {@code counts}.
   *
   * @param heldOut whether nothing is cut in the session, for comparison
   */
  public void add(RegretOwner regretOwner, boolean heldOut, Instant time, RegretCounts counts) {
    if (counts.isEmpty()) {
      return;
    }
    Set<Layer> layers = EnumSet.noneOf(Layer.class);
    layers.addAll(counts.chances().keySet());
    counts.regrets().forEach(regretSign -> layers.add(regretSign.layer()));
    var _ =
        database
            .write(
                handle -> {
                  layers.forEach(layer -> add(handle, regretOwner, heldOut, time, layer, counts));
                  return 0;
                })
            .exceptionally(
                _ -> {
                  lost.increment();
                  return 0;
                });
  }

  /** Requests whose counts could not be kept, since the start. */
  public long lost() {
    return lost.sum();
  }

  private static void add(
      Handle handle,
      RegretOwner regretOwner,
      boolean heldOut,
      Instant time,
      Layer layer,
      RegretCounts counts) {
    handle.execute(
        ADD,
        Math.floorDiv(time.toEpochMilli(), DAY_MILLIS),
        regretOwner.orgId,
        regretOwner.userId,
        regretOwner.keyId,
        regretOwner.sessionId,
        layer.label(),
        heldOut ? 1 : 0,
        counts.chances().getOrDefault(layer, 0),
        counts.count(layer, RegretKind.READ_AGAIN),
        counts.count(layer, RegretKind.RUN_AGAIN),
        counts.count(layer, RegretKind.EDIT_REFUSED),
        counts.count(layer, RegretKind.SAID_AGAIN),
        counts.count(layer, RegretKind.THINKING_DROPPED));
  }
}

package dev.compresh.usage;

import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds events of earlier versions to the roll-ups, once, in small transactions while the program
 * runs. Each transaction stores how far it came, so that a killed program goes on where it was;
 * events written by this version are in the roll-ups already and are skipped.
 */
public final class RollupBackfill implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RollupBackfill.class);
  private static final String NAME = "events";
  private static final int AT_ONCE = 500;

  /** Transactions in a row; then others have a pause. */
  private static final int TRANSACTIONS = 20;

  private static final Duration PERIOD = Duration.ofMillis(500);

  private final Database database;
  private final ScheduledTask filling;
  private volatile boolean finished;

  private record BackfillState(String position, boolean finished) {}

  /** Begins to fill. */
  public RollupBackfill(Database database) {
    this(database, PERIOD);
  }

  RollupBackfill(Database database, Duration period) {
    this.database = database;
    this.filling = ScheduledTask.start("usage-rollups", period, this::fill);
  }

  /** Returns whether all events are in the roll-ups, as far as is known. */
  public boolean isFinished() {
    return finished;
  }

  private void fill() {
    if (finished) {
      return;
    }
    try {
      for (int i = 0; i < TRANSACTIONS && !finished; i++) {
        if (step()) {
          finished = true;
        }
      }
    } catch (StoreException e) {
      LOG.warn("rolling up earlier usage events failed and will be retried: {}", e.getMessage());
    }
  }

  /** Does one transaction; returns whether nothing is left. */
  boolean step() {
    return database.commit(RollupBackfill::step);
  }

  private static boolean step(Handle handle) {
    BackfillState backfillState = state(handle);
    if (backfillState.finished) {
      return true;
    }
    List<StoredEvents.StoredEvent> found =
        StoredEvents.read(
            handle,
            handle
                .createQuery(StoredEvents.COLUMNS + "WHERE id > :position ORDER BY id LIMIT :most")
                .bind("position", backfillState.position)
                .bind("most", AT_ONCE));
    RollupWriter.add(
        handle,
        found.stream()
            .filter(storedEvent -> !storedEvent.rolled())
            .map(StoredEvents.StoredEvent::event)
            .toList());
    boolean last = found.size() < AT_ONCE;
    String position = found.isEmpty() ? backfillState.position : found.getLast().event().id();
    handle.execute(
        """
        INSERT INTO usage_rollup_state (name, position, finished) VALUES (?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET position = excluded.position,
          finished = excluded.finished
        """,
        NAME,
        position,
        last ? 1 : 0);
    return last;
  }

  /** Returns whether all events are in the roll-ups. */
  public static boolean isFinished(Handle handle) {
    return state(handle).finished;
  }

  private static BackfillState state(Handle handle) {
    return handle
        .select("SELECT position, finished FROM usage_rollup_state WHERE name = ?", NAME)
        .map((row, _) -> new BackfillState(row.getString(1), row.getInt(2) != 0))
        .findOne()
        .orElse(new BackfillState("", false));
  }

  @Override
  public void close() {
    filling.close();
  }
}

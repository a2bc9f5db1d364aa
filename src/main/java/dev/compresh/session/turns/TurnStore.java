package dev.compresh.session.turns;

import dev.compresh.session.SessionKey;
import dev.compresh.store.Database;
import dev.compresh.store.ScheduledTask;
import dev.compresh.store.StoreException;
import dev.compresh.store.seal.AesGcmSeal;
import dev.compresh.store.seal.SealedTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;

/**
 * Keeps turns in the store, sealed. They are written in groups, off the hot path; with their
 * session they are deleted. A store that is down costs turns, nothing else.
 */
public final class TurnStore implements AutoCloseable {
  /** The purpose of its seal, as the master key gets it. */
  public static final String PURPOSE = "turns";

  private static final Duration PERIOD = Duration.ofMillis(500);
  private static final Duration TRIM_PERIOD = Duration.ofMinutes(1);
  private static final int WAITING = 20_000;

  /** Characters that wait to be written; more are not kept. */
  private static final long WAITING_CHARACTERS = 16 << 20;

  /** Turns in one transaction, behind which other writes wait. */
  private static final int GROUP = 200;

  private record TurnRow(SessionKey session, StoredTurn turn) {}

  private record SealedTurn(long node, byte[] bytes) {}

  private final Database database;
  private final AesGcmSeal aesGcmSeal;
  private final LinkedBlockingQueue<TurnRow> queue = new LinkedBlockingQueue<>(WAITING);
  private final AtomicLong waiting = new AtomicLong();
  private final TurnSpace space;
  private final ScheduledTask writing;
  private final ScheduledTask trimming;
  private volatile boolean grown = true;

  /**
   * @param aesGcmSeal for this purpose alone
   * @param space what the turns may take
   */
  public TurnStore(Database database, AesGcmSeal aesGcmSeal, TurnSpace space) {
    this.database = database;
    this.aesGcmSeal = aesGcmSeal;
    this.space = space;
    this.writing = ScheduledTask.start("turns", PERIOD, this::flush);
    this.trimming = ScheduledTask.start("turn-space", TRIM_PERIOD, this::trim);
  }

  /** Without a bound of the space. */
  public TurnStore(Database database, AesGcmSeal aesGcmSeal) {
    this(database, aesGcmSeal, new TurnSpace(database, Long.MAX_VALUE, Long.MAX_VALUE));
  }

  /** Deletes all turns of all sessions: what an installation does that stores none. */
  public static void clear(Database database) {
    boolean any =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT node FROM session_turn LIMIT 1")
                    .mapTo(Long.class)
                    .findOne()
                    .isPresent());
    if (any) {
      database.commit(handle -> handle.execute("DELETE FROM session_turn"));
    }
  }

  /** The table, for the change of the master key. */
  public static SealedTable sealedTable() {
    return new SealedTurns();
  }

  /** The session's turns, oldest first; none where the store is down or the key is another. */
  public List<StoredTurn> load(SessionKey session) {
    try {
      List<StoredTurn> turns = new ArrayList<>();
      for (SealedTurn row : database.read(handle -> sealed(handle, session))) {
        StoredTurn storedTurn = TurnBytes.read(aesGcmSeal, session, row.node, row.bytes);
        if (storedTurn != null) {
          turns.add(storedTurn);
        }
      }
      return turns;
    } catch (StoreException e) {
      return List.of();
    }
  }

  private static List<SealedTurn> sealed(Handle handle, SessionKey session) {
    return handle
        .createQuery(
            """
            SELECT node, sealed FROM session_turn WHERE key_id = ? AND id = ?
            ORDER BY added_at, node
            """)
        .bind(0, session.keyId())
        .bind(1, session.id())
        .map((row, _) -> new SealedTurn(row.getLong(1), row.getBytes(2)))
        .list();
  }

  /** Keeps {@code turns}. Never blocks. */
  public void add(SessionKey session, List<StoredTurn> turns) {
    for (StoredTurn storedTurn : turns) {
      offer(new TurnRow(session, storedTurn));
    }
  }

  private void offer(TurnRow turnRow) {
    int length = turnRow.turn.text().length();
    if (waiting.addAndGet(length) > WAITING_CHARACTERS || !queue.offer(turnRow)) {
      waiting.addAndGet(-length);
    }
  }

  /** Deletes turns. Never blocks. */
  public void forget(SessionKey session, List<Long> nodes) {
    if (!nodes.isEmpty()) {
      var _ =
          database.write(
              handle -> {
                for (long node : nodes) {
                  handle.execute(
                      "DELETE FROM session_turn WHERE key_id = ? AND id = ? AND node = ?",
                      session.keyId(),
                      session.id(),
                      node);
                }
                return null;
              });
    }
  }

  /** Writes what waits. */
  void flush() {
    List<TurnRow> rows = new ArrayList<>(GROUP);
    while (queue.drainTo(rows, GROUP) > 0) {
      rows.forEach(turnRow -> waiting.addAndGet(-turnRow.turn.text().length()));
      List<byte[]> sealed =
          rows.stream()
              .map(turnRow -> TurnBytes.write(aesGcmSeal, turnRow.session, turnRow.turn))
              .toList();
      try {
        database.commit(handle -> insert(handle, rows, sealed));
        grown = true;
      } catch (StoreException e) {
        rows.forEach(this::offer);
        return;
      }
      rows.clear();
    }
  }

  private static int insert(Handle handle, List<TurnRow> rows, List<byte[]> sealed) {
    for (int i = 0; i < rows.size(); i++) {
      TurnRow turnRow = rows.get(i);
      handle.execute(
          """
          INSERT INTO session_turn (key_id, id, node, sealed, added_at)
          VALUES (?, ?, ?, ?, ?) ON CONFLICT (key_id, id, node) DO NOTHING
          """,
          turnRow.session.keyId(),
          turnRow.session.id(),
          turnRow.turn.node(),
          sealed.get(i),
          turnRow.turn.at().toEpochMilli());
    }
    return rows.size();
  }

  /** Deletes the oldest turns where all take too much. */
  void trim() {
    if (grown) {
      grown = false;
      try {
        space.trim();
      } catch (StoreException e) {
        grown = true;
      }
    }
  }

  /** Writes what is left. The store must still be open. */
  @Override
  public void close() {
    trimming.close();
    writing.close();
    flush();
  }
}

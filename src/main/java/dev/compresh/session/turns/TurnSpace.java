package dev.compresh.session.turns;

import dev.compresh.store.Database;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Keeps stored turns within the space that they may take: of each organisation and in all, the
 * oldest go first. Deletes few at a time, so that nobody waits for long behind it.
 */
public final class TurnSpace {
  private static final int BATCH = 500;

  private final Database database;
  private final long most;
  private final long mostPerOrganisation;

  /** The bytes that an organisation's turns take; keys that are gone count for themselves. */
  private record TakenSpace(String owner, long bytes) {}

  private record TurnSpaceRow(String keyId, String session, long node, long bytes) {}

  /**
   * @param most bytes of all turns
   * @param mostPerOrganisation bytes of one organisation's turns
   */
  public TurnSpace(Database database, long most, long mostPerOrganisation) {
    this.database = database;
    this.most = most;
    this.mostPerOrganisation = mostPerOrganisation;
  }

  /** Deletes what is beyond; how many turns. */
  int trim() {
    int deleted = 0;
    List<TakenSpace> left = new ArrayList<>();
    for (TakenSpace one : taken()) {
      long over = one.bytes - mostPerOrganisation;
      deleted += over > 0 ? delete(one.owner, over) : 0;
      left.add(new TakenSpace(one.owner, Math.min(one.bytes, mostPerOrganisation)));
    }
    long over = left.stream().mapToLong(TakenSpace::bytes).sum() - most;
    left.sort(Comparator.comparingLong(TakenSpace::bytes).reversed());
    for (int i = 0; i < left.size() && over > 0; i++) {
      // Who has most gives first, down to what the next one has.
      long next = i + 1 < left.size() ? left.get(i + 1).bytes : 0;
      long own = Math.min(over, Math.max(left.get(i).bytes - next, left.get(i).bytes / 2));
      deleted += delete(left.get(i).owner, own);
      over -= own;
    }
    return deleted;
  }

  private List<TakenSpace> taken() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT COALESCE(k.org_id, t.key_id) AS owner, SUM(LENGTH(t.sealed)) AS bytes
                    FROM session_turn t LEFT JOIN api_key k ON k.id = t.key_id
                    GROUP BY COALESCE(k.org_id, t.key_id)
                    """)
                .map((row, _) -> new TakenSpace(row.getString(1), row.getLong(2)))
                .list());
  }

  private int delete(String owner, long bytes) {
    int deleted = 0;
    long freed = 0;
    while (freed < bytes) {
      List<TurnSpaceRow> oldest = database.read(handle -> oldest(handle, owner));
      if (oldest.isEmpty()) {
        break;
      }
      List<TurnSpaceRow> going = new ArrayList<>();
      for (TurnSpaceRow turnSpaceRow : oldest) {
        if (freed < bytes) {
          going.add(turnSpaceRow);
          freed += turnSpaceRow.bytes;
        }
      }
      database.commit(handle -> delete(handle, going));
      deleted += going.size();
    }
    return deleted;
  }

  private static List<TurnSpaceRow> oldest(Handle handle, String owner) {
    return handle
        .createQuery(
            """
            SELECT t.key_id, t.id, t.node, LENGTH(t.sealed)
            FROM session_turn t LEFT JOIN api_key k ON k.id = t.key_id
            WHERE COALESCE(k.org_id, t.key_id) = ? ORDER BY t.added_at, t.node LIMIT ?
            """)
        .bind(0, owner)
        .bind(1, BATCH)
        .map(
            (row, _) ->
                new TurnSpaceRow(
                    row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)))
        .list();
  }

  private static int delete(Handle handle, List<TurnSpaceRow> rows) {
    for (TurnSpaceRow turnSpaceRow : rows) {
      handle.execute(
          "DELETE FROM session_turn WHERE key_id = ? AND id = ? AND node = ?",
          turnSpaceRow.keyId,
          turnSpaceRow.session,
          turnSpaceRow.node);
    }
    return rows.size();
  }
}

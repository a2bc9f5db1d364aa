package dev.compresh.budget;

import dev.compresh.budget.LedgerEntry.EntryKind;
import dev.compresh.store.Database;
import dev.compresh.store.StatementBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The books of money: postings of two entries that sum to zero, added and never changed. An
 * organisation's balance is the sum of its entries, kept in the same transaction.
 */
public final class Ledger {
  private static final String ENTRY =
      """
      INSERT INTO ledger_entry (posting, account, micros, kind, at, actor, note)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (posting, account) DO NOTHING
      """;

  private static final String BALANCE =
      """
      INSERT INTO balance (account, micros) VALUES (?, ?)
      ON CONFLICT (account) DO UPDATE SET micros = balance.micros + excluded.micros
      """;

  private final Database database;

  public Ledger(Database database) {
    this.database = database;
  }

  /** The account of an organisation. */
  static String account(String orgId) {
    return "org:" + orgId;
  }

  /**
   * Posts {@code entry} to an organisation's account, as a part of the caller's transaction; false
   * where its posting is there already.
   */
  public static boolean post(Handle handle, String orgId, LedgerEntry entry) {
    if (entry.micros() == 0) {
      throw new IllegalArgumentException("A posting must have an amount.");
    }
    List<Object[]> rows = new ArrayList<>(2);
    rows(rows, orgId, entry);
    int[] added = StatementBatch.execute(handle, ENTRY, rows);
    if (added[0] == 0) {
      return false;
    }
    StatementBatch.execute(
        handle, BALANCE, rows.stream().map(row -> new Object[] {row[1], row[2]}).toList());
    return true;
  }

  /** Posts what requests were charged. Their events must be new in the store. */
  static void charge(Handle handle, List<SpendEntry> entries) {
    List<Object[]> rows = new ArrayList<>(2 * entries.size());
    Map<String, Long> sums = new HashMap<>();
    for (SpendEntry spendEntry : entries) {
      if (spendEntry.charge() != 0) {
        rows(
            rows,
            spendEntry.payer().orgId(),
            new LedgerEntry(
                spendEntry.id(),
                EntryKind.USAGE,
                -spendEntry.charge(),
                spendEntry.time(),
                spendEntry.payer().keyId(),
                ""));
      }
    }
    for (Object[] row : rows) {
      sums.merge((String) row[1], (Long) row[2], Long::sum);
    }
    StatementBatch.execute(handle, ENTRY, rows);
    StatementBatch.execute(
        handle,
        BALANCE,
        sums.entrySet().stream().map(e -> new Object[] {e.getKey(), e.getValue()}).toList());
  }

  private static void rows(List<Object[]> rows, String orgId, LedgerEntry entry) {
    rows.add(row(account(orgId), entry, entry.micros()));
    rows.add(row(entry.kind().counterAccount(), entry, -entry.micros()));
  }

  private static Object[] row(String account, LedgerEntry entry, long micros) {
    return new Object[] {
      entry.posting(),
      account,
      micros,
      entry.kind().name(),
      entry.time().toEpochMilli(),
      entry.actor(),
      entry.note()
    };
  }

  /** Returns what an organisation has, in micro-USD; below zero where it owes. */
  public long balance(String orgId) {
    return database.read(handle -> balance(handle, orgId));
  }

  /** As above, in the caller's transaction. */
  public static long balance(Handle handle, String orgId) {
    return handle
        .select("SELECT micros FROM balance WHERE account = ?", account(orgId))
        .mapTo(long.class)
        .findOne()
        .orElse(0L);
  }

  /** The amount that was posted under that name, 0 where none was. */
  static long posted(Handle handle, String orgId, String posting) {
    return handle
        .select(
            "SELECT micros FROM ledger_entry WHERE posting = ? AND account = ?",
            posting,
            account(orgId))
        .mapTo(long.class)
        .findOne()
        .orElse(0L);
  }

  /**
   * An organisation's entries, newest first.
   *
   * @param before the last entry of the page before, null for the first page
   */
  public List<LedgerEntry> entries(String orgId, @Nullable LedgerEntry before, int most) {
    long at = before == null ? Long.MAX_VALUE : before.time().toEpochMilli();
    String posting = before == null ? "" : before.posting();
    return database.read(
        handle ->
            handle
                .select(
                    """
                    SELECT posting, kind, micros, at, actor, note FROM ledger_entry
                    WHERE account = ? AND (at < ? OR (at = ? AND posting < ?))
                    ORDER BY at DESC, posting DESC LIMIT ?
                    """,
                    account(orgId),
                    at,
                    at,
                    posting,
                    most)
                .map(
                    (row, _) ->
                        new LedgerEntry(
                            row.getString(1),
                            EntryKind.valueOf(row.getString(2)),
                            row.getLong(3),
                            Instant.ofEpochMilli(row.getLong(4)),
                            row.getString(5),
                            row.getString(6)))
                .list());
  }
}

package dev.compresh.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Copies everything from one store into an empty one, of whatever kinds, in one transaction. Counts
 * and sums of both are compared before it ends: where they differ, nothing was copied.
 */
public final class StoreCopy {
  private static final int AT_ONCE = 1_000;
  private static final String EVENTS = "usage_event";

  /** Counts what was copied. */
  public record CopyReport(int tables, long rows) {}

  private StoreCopy() {}

  /**
   * Copies. Nobody else may write to either store meanwhile.
   *
   * @throws StoreException where the target is not empty, or the sums differ
   */
  public static CopyReport run(Database from, Database to) {
    return to.commit(
        target ->
            from.read(
                source -> {
                  StoreSnapshot.begin(source);
                  try {
                    return run(source, target);
                  } catch (SQLException e) {
                    throw new StoreException("Copying failed: " + e.getMessage(), e);
                  } finally {
                    StoreSnapshot.end(source);
                  }
                }));
  }

  private static CopyReport run(Handle source, Handle target) throws SQLException {
    List<String> tables = StoredTables.names();
    for (String table : tables) {
      if (TableSums.of(target, table).rows() > 0) {
        throw new StoreException(
            "The target is not empty (" + table + "). Copy into an empty database or folder.");
      }
    }
    long rows = 0;
    for (String table : tables) {
      copy(source, target, table);
      TableSums before = TableSums.of(source, table);
      TableSums after = TableSums.of(target, table);
      if (!before.equals(after)) {
        throw new StoreException(
            "The sums of the table " + table + " differ after the copy; nothing was copied.");
      }
      rows += after.rows();
    }
    return new CopyReport(tables.size(), rows);
  }

  private static void copy(Handle source, Handle target, String table) throws SQLException {
    List<String> columns = TableSums.columns(target, table);
    String names = String.join(", ", columns);
    String insert =
        "INSERT INTO "
            + table
            + " ("
            + names
            + ") VALUES (?"
            + ", ?".repeat(columns.size() - 1)
            + ")";
    int time = columns.indexOf("at");
    try (PreparedStatement statement =
        source.getConnection().prepareStatement("SELECT " + names + " FROM " + table)) {
      statement.setFetchSize(AT_ONCE);
      try (ResultSet row = statement.executeQuery()) {
        List<Object[]> some = new ArrayList<>(AT_ONCE);
        while (row.next()) {
          some.add(values(row, columns.size()));
          if (some.size() == AT_ONCE) {
            write(target, table, insert, time, some);
          }
        }
        write(target, table, insert, time, some);
      }
    }
  }

  private static Object[] values(ResultSet row, int count) throws SQLException {
    Object[] values = new Object[count];
    for (int i = 0; i < count; i++) {
      values[i] = row.getObject(i + 1);
    }
    return values;
  }

  private static void write(
      Handle target, String table, String insert, int time, List<Object[]> rows) {
    if (table.equals(EVENTS)) {
      DayPartitions.ensure(
          target, table, rows.stream().map(row -> ((Number) row[time]).longValue()).toList());
    }
    StatementBatch.execute(target, insert, rows);
    rows.clear();
  }
}

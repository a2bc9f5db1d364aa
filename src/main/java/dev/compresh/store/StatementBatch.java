package dev.compresh.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/**
 * Many rows under one statement. Binds by hand: at thousands of requests a second these are the
 * store's most frequent statements, and JDBI's binding took more of a processor than the insert.
 */
public final class StatementBatch {
  private static final int[] NONE = new int[0];

  private StatementBatch() {}

  /**
   * Executes {@code sql} with each of {@code rows}' values in turn.
   *
   * @return how many rows each of them has changed
   */
  public static int[] execute(Handle handle, String sql, Iterable<Object[]> rows) {
    try (PreparedStatement statement = handle.getConnection().prepareStatement(sql)) {
      boolean isStrict = StorableText.isNeeded(handle);
      boolean any = false;
      for (Object[] row : rows) {
        for (int i = 0; i < row.length; i++) {
          Object value = row[i];
          statement.setObject(
              i + 1, isStrict && value instanceof String text ? StorableText.clean(text) : value);
        }
        statement.addBatch();
        any = true;
      }
      return any ? statement.executeBatch() : NONE;
    } catch (SQLException e) {
      throw new StoreException("Writing rows failed.", e);
    }
  }
}

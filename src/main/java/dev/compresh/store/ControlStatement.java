package dev.compresh.store;

import java.sql.SQLException;
import java.sql.Statement;
import org.jdbi.v3.core.Handle;

/** Runs a transaction's own statements, past JDBI's parsing. */
final class ControlStatement {
  private ControlStatement() {}

  static void execute(Handle handle, String sql) {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new StoreException("The store rejected " + sql + ": " + e.getMessage(), e);
    }
  }
}

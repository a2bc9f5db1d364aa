package dev.compresh.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;

/**
 * How many rows a table has, and the sum of each of its columns of numbers.
 *
 * @param sums by column; of remainders, since hashes would exceed what a store can add up
 */
record TableSums(long rows, TreeMap<String, Long> sums) {
  /** A prime above all amounts of money that a row may hold in practice. */
  private static final long PRIME = 2_147_483_647L;

  static TableSums of(Handle handle, String table) throws SQLException {
    List<String> numbers = new ArrayList<>();
    try (PreparedStatement statement =
            handle.getConnection().prepareStatement("SELECT * FROM " + table + " WHERE 1 = 0");
        ResultSet none = statement.executeQuery()) {
      ResultSetMetaData columns = none.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        if (columns.getColumnType(i) == Types.INTEGER || columns.getColumnType(i) == Types.BIGINT) {
          numbers.add(columns.getColumnName(i));
        }
      }
    }
    StringBuilder sql = new StringBuilder("SELECT COUNT(*)");
    numbers.forEach(
        n -> sql.append(", COALESCE(SUM(").append(n).append(" % ").append(PRIME).append("), 0)"));
    try (PreparedStatement statement =
            handle.getConnection().prepareStatement(sql + " FROM " + table);
        ResultSet row = statement.executeQuery()) {
      row.next();
      TreeMap<String, Long> sums = new TreeMap<>();
      for (int i = 0; i < numbers.size(); i++) {
        sums.put(numbers.get(i), row.getLong(i + 2));
      }
      return new TableSums(row.getLong(1), sums);
    }
  }

  static List<String> columns(Handle handle, String table) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
            handle.getConnection().prepareStatement("SELECT * FROM " + table + " WHERE 1 = 0");
        ResultSet none = statement.executeQuery()) {
      for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
        names.add(none.getMetaData().getColumnName(i));
      }
    }
    return names;
  }
}

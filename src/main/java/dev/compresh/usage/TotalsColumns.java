package dev.compresh.usage;

import java.sql.ResultSet;
import java.sql.SQLException;

/** The columns of {@link UsageTotals} over {@code usage_event}; every report reads them alike. */
final class TotalsColumns {
  /** How many columns they are. */
  static final int COUNT = 11;

  static final String SQL =
      """
      COUNT(*), COALESCE(SUM(CASE WHEN status >= 400
          OR ending IN ('CUT_OFF', 'UNREACHABLE', 'TIMEOUT') THEN 1 ELSE 0 END), 0),
        COALESCE(SUM(original_tokens), 0), COALESCE(SUM(forwarded_tokens), 0),
        COALESCE(SUM(input_tokens), 0), COALESCE(SUM(cache_read_tokens), 0),
        COALESCE(SUM(cache_write_5m_tokens + cache_write_1h_tokens), 0),
        COALESCE(SUM(output_tokens), 0), COALESCE(SUM(overhead_micros), 0),
        COALESCE(SUM(unpriced), 0), COALESCE(SUM(CASE WHEN unpriced = 1 THEN input_tokens
          + cache_read_tokens + cache_write_5m_tokens + cache_write_1h_tokens + output_tokens
          ELSE 0 END), 0)
      """;

  private TotalsColumns() {}

  /** The sums of {@code row}, of which {@code first} is the first column's place, from 1. */
  static UsageTotals read(ResultSet row, int first) throws SQLException {
    return new UsageTotals(
        row.getLong(first),
        row.getLong(first + 1),
        row.getLong(first + 2),
        row.getLong(first + 3),
        row.getLong(first + 4),
        row.getLong(first + 5),
        row.getLong(first + 6),
        row.getLong(first + 7),
        row.getLong(first + 8),
        row.getLong(first + 9),
        row.getLong(first + 10));
  }
}

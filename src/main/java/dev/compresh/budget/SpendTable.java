package dev.compresh.budget;

import dev.compresh.store.StatementBatch;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The sums of usage by day, of keys, users and organisations. */
final class SpendTable {
  static final String SUMS =
      """
      COALESCE(SUM(requests), 0), COALESCE(SUM(errors), 0), COALESCE(SUM(original_tokens), 0),
        COALESCE(SUM(forwarded_tokens), 0), COALESCE(SUM(input_tokens), 0),
        COALESCE(SUM(cache_read_tokens), 0), COALESCE(SUM(cache_write_tokens), 0),
        COALESCE(SUM(output_tokens), 0), COALESCE(SUM(cost_micros), 0),
        COALESCE(SUM(charge_micros), 0)
      """;

  private static final String ADD =
      """
      INSERT INTO spend (scope, id, day, requests, errors, original_tokens, forwarded_tokens,
        input_tokens, cache_read_tokens, cache_write_tokens, output_tokens, cost_micros,
        charge_micros)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (scope, id, day) DO UPDATE SET
        requests = spend.requests + excluded.requests,
        errors = spend.errors + excluded.errors,
        original_tokens = spend.original_tokens + excluded.original_tokens,
        forwarded_tokens = spend.forwarded_tokens + excluded.forwarded_tokens,
        input_tokens = spend.input_tokens + excluded.input_tokens,
        cache_read_tokens = spend.cache_read_tokens + excluded.cache_read_tokens,
        cache_write_tokens = spend.cache_write_tokens + excluded.cache_write_tokens,
        output_tokens = spend.output_tokens + excluded.output_tokens,
        cost_micros = spend.cost_micros + excluded.cost_micros,
        charge_micros = spend.charge_micros + excluded.charge_micros
      """;

  private record SpendRow(BudgetScope scope, String id, long day) {}

  private SpendTable() {}

  static void add(Handle handle, List<SpendEntry> entries) {
    Map<SpendRow, SpendTotals> sums = new HashMap<>();
    for (SpendEntry spendEntry : entries) {
      SpendTotals one = SpendTotals.of(spendEntry);
      long day = BudgetPeriod.day(spendEntry.time());
      for (BudgetScope budgetScope : BudgetScope.values()) {
        sums.merge(
            new SpendRow(budgetScope, spendEntry.payer().id(budgetScope), day),
            one,
            SpendTotals::plus);
      }
    }
    StatementBatch.execute(
        handle, ADD, sums.entrySet().stream().map(e -> row(e.getKey(), e.getValue())).toList());
  }

  private static Object[] row(SpendRow spendRow, SpendTotals sums) {
    return new Object[] {
      spendRow.scope.name(),
      spendRow.id,
      spendRow.day,
      sums.requests(),
      sums.errors(),
      sums.original(),
      sums.forwarded(),
      sums.input(),
      sums.cacheRead(),
      sums.cacheWrite(),
      sums.output(),
      sums.cost(),
      sums.charge()
    };
  }

  /** The sums in the columns of {@link #SUMS}, the first of which is {@code first}. */
  static SpendTotals spending(ResultSet row, int first) throws SQLException {
    return new SpendTotals(
        row.getLong(first),
        row.getLong(first + 1),
        row.getLong(first + 2),
        row.getLong(first + 3),
        row.getLong(first + 4),
        row.getLong(first + 5),
        row.getLong(first + 6),
        row.getLong(first + 7),
        row.getLong(first + 8),
        row.getLong(first + 9));
  }
}

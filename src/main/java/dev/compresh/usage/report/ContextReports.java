package dev.compresh.usage.report;

import dev.compresh.store.Database;
import dev.compresh.usage.RollupAxis;
import dev.compresh.usage.RollupTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Tells what prompts consist of, by whole days. */
public final class ContextReports {
  private static final String WHOLE = "prompt";

  private final Database database;

  public ContextReports(Database database) {
    this.database = database;
  }

  /**
   * Tokens of a part.
   *
   * @param name of the tool; empty for other parts
   * @param requests that had such a part
   */
  public record ReportedPart(String part, String name, long tokens, long requests) {}

  /**
   * The parts that prompts consist of, for one key or user, or for all.
   *
   * @param requests whose prompts were counted
   * @param parts largest first
   */
  public record ContextComposition(
      String label, long requests, long tokens, List<ReportedPart> parts) {}

  private record ContextRow(String label, ReportedPart part) {}

  /**
   * Returns compositions, largest first.
   *
   * @param by KEY, USER, or null for all in one
   */
  public List<ContextComposition> compose(RollupFilter filter, @Nullable RollupAxis by, int most) {
    String keyId = filter.values().get(RollupAxis.KEY);
    String userId = filter.values().get(RollupAxis.USER);
    boolean whole = by == null && keyId == null && userId == null && filter.userId() == null;
    String label = by == null ? "''" : by.column();
    StringBuilder sql = new StringBuilder("SELECT ");
    sql.append(label)
        .append(" AS label, part, name, SUM(tokens), SUM(requests) FROM usage_context")
        .append(" WHERE org_id = :org AND day >= :first AND day < :end")
        .append(whole ? " AND key_id = ''" : keyId == null ? " AND key_id <> ''" : "")
        .append(keyId == null ? "" : " AND key_id = :key")
        .append(userId == null ? "" : " AND user_id = :user")
        .append(filter.userId() == null ? "" : " AND user_id = :own");
    // Those with most tokens first: their parts alone are read then.
    String largest =
        by == null
            ? ""
            : " AND "
                + label
                + " IN (SELECT largest.label FROM ("
                + sql
                + " AND part = 'prompt' GROUP BY 1, 2, 3 ORDER BY 4 DESC LIMIT :most) AS largest)";
    sql.append(largest).append(" GROUP BY 1, 2, 3");
    List<ContextRow> rows =
        database.read(
            handle -> {
              Query query =
                  handle
                      .createQuery(sql.toString())
                      .bind("org", filter.orgId())
                      .bind("first", RollupTime.day(filter.from()))
                      .bind("end", RollupTime.day(filter.to().minusMillis(1)) + 1);
              if (by != null) {
                query.bind("most", most);
              }
              bind(query, "key", keyId);
              bind(query, "user", userId);
              bind(query, "own", filter.userId());
              return query
                  .map(
                      (row, _) ->
                          new ContextRow(
                              row.getString(1),
                              new ReportedPart(
                                  row.getString(2),
                                  row.getString(3),
                                  row.getLong(4),
                                  row.getLong(5))))
                  .list();
            });
    Map<String, List<ReportedPart>> byLabel = new LinkedHashMap<>();
    rows.forEach(
        contextRow ->
            byLabel.computeIfAbsent(contextRow.label, _ -> new ArrayList<>()).add(contextRow.part));
    return byLabel.entrySet().stream()
        .map(entry -> composition(entry.getKey(), entry.getValue()))
        .sorted(
            Comparator.comparingLong((ContextComposition found) -> -found.tokens)
                .thenComparing(ContextComposition::label))
        .limit(most)
        .toList();
  }

  private static void bind(Query query, String name, @Nullable String value) {
    if (value != null) {
      query.bind(name, value);
    }
  }

  private static ContextComposition composition(String label, List<ReportedPart> all) {
    long requests = 0;
    long tokens = 0;
    List<ReportedPart> parts = new ArrayList<>();
    for (ReportedPart reportedPart : all) {
      if (reportedPart.part.equals(WHOLE)) {
        requests += reportedPart.requests;
        tokens += reportedPart.tokens;
      } else {
        parts.add(reportedPart);
      }
    }
    parts.sort(
        Comparator.comparingLong((ReportedPart reportedPart) -> -reportedPart.tokens)
            .thenComparing(ReportedPart::part)
            .thenComparing(ReportedPart::name));
    return new ContextComposition(label, requests, tokens, parts);
  }
}

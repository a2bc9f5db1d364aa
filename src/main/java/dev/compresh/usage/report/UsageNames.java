package dev.compresh.usage.report;

import dev.compresh.store.Database;
import dev.compresh.usage.RollupLevel;
import dev.compresh.usage.RollupTime;
import java.util.List;
import org.jdbi.v3.core.statement.Query;

/** Lists models, providers and tags that were used. */
public final class UsageNames {
  private final Database database;

  public UsageNames(Database database) {
    this.database = database;
  }

  /**
   * Returns names seen in a time, sorted; the filter's values are not looked at.
   *
   * @param kind {@code model}, {@code provider} or {@code tag}
   */
  public List<String> resolve(RollupFilter filter, String kind, int most) {
    return find(filter, kind, "", most);
  }

  /** Returns names that contain {@code part}, whatever its case. */
  public List<String> find(RollupFilter filter, String kind, String part, int most) {
    String column =
        switch (kind) {
          case "tag" -> "tag";
          case "provider" -> "provider";
          default -> "model";
        };
    boolean own = filter.userId() != null;
    RollupLevel level =
        column.equals("tag")
            ? own ? RollupLevel.TAG_DETAIL : RollupLevel.TAG_TOTAL
            : own ? RollupLevel.KEY_DETAIL : RollupLevel.ORG;
    String sql =
        "SELECT DISTINCT "
            + column
            + " FROM usage_series WHERE org_id = :org AND level = :level AND last_day >= :first"
            + " AND first_day <= :last AND "
            + column
            + " <> ''"
            + (own ? " AND user_id = :user" : "")
            + (part.isEmpty() ? "" : " AND LOWER(" + column + ") LIKE :part ESCAPE '\\'")
            + " ORDER BY 1 LIMIT :most";
    return database.read(
        handle -> {
          Query query =
              handle
                  .createQuery(sql)
                  .bind("org", filter.orgId())
                  .bind("level", level.number())
                  .bind("first", RollupTime.day(filter.from()))
                  .bind("last", RollupTime.day(filter.to()))
                  .bind("most", most);
          if (filter.userId() != null) {
            query.bind("user", filter.userId());
          }
          if (!part.isEmpty()) {
            query.bind("part", "%" + escaped(part) + "%");
          }
          return query.mapTo(String.class).list();
        });
  }

  private static String escaped(String part) {
    StringBuilder out = new StringBuilder();
    for (char c : part.toLowerCase(java.util.Locale.ROOT).toCharArray()) {
      if (c == '%' || c == '_' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    return out.toString();
  }
}

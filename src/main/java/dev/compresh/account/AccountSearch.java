package dev.compresh.account;

import dev.compresh.store.Database;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Finds keys and users by a part of their name. Reads only. */
public final class AccountSearch {
  private final Database database;

  public AccountSearch(Database database) {
    this.database = database;
  }

  /** A key or a user. */
  public record AccountMatch(String id, String name) {}

  /**
   * Returns keys whose id begins with {@code text} or whose description contains it.
   *
   * @param userId of this user alone; null for all of the organization
   */
  public List<AccountMatch> keys(String orgId, @Nullable String userId, String text, int most) {
    return find(
        "SELECT id, description FROM api_key WHERE org_id = :org"
            + (userId == null ? "" : " AND user_id = :user")
            + " AND (id LIKE :begins ESCAPE '\\' OR LOWER(description) LIKE :holds ESCAPE '\\')"
            + " ORDER BY created_at DESC LIMIT :most",
        orgId,
        userId,
        text,
        most);
  }

  /** Returns users whose name contains {@code text}. */
  public List<AccountMatch> users(String orgId, String text, int most) {
    return find(
        "SELECT id, name FROM app_user WHERE org_id = :org AND (id LIKE :begins ESCAPE '\\'"
            + " OR LOWER(name) LIKE :holds ESCAPE '\\') ORDER BY name LIMIT :most",
        orgId,
        null,
        text,
        most);
  }

  private List<AccountMatch> find(
      String sql, String orgId, @Nullable String userId, String text, int most) {
    String plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return database.read(
        handle -> {
          Query query =
              handle
                  .createQuery(sql)
                  .bind("org", orgId)
                  .bind("begins", plain + "%")
                  .bind("holds", "%" + plain.toLowerCase(Locale.ROOT) + "%")
                  .bind("most", most);
          if (userId != null) {
            query.bind("user", userId);
          }
          return query.map((row, _) -> new AccountMatch(row.getString(1), row.getString(2))).list();
        });
  }
}

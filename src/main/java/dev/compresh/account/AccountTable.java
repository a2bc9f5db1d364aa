package dev.compresh.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The SQL of organisations and users; within transactions of the callers. */
public final class AccountTable {
  private static final String USER =
      """
      SELECT id, org_id, name, role, state, operator, one_time, created_at, last_sign_in_at
      FROM app_user
      """;

  private static final String ORG =
      "SELECT id, name, state, allowed_models, created_at, tag_names FROM org ";

  private AccountTable() {}

  /** The first owner, or null where the store is empty. */
  public static @Nullable User owner(Handle handle) {
    return handle
        .createQuery(USER + "WHERE role = 'OWNER' ORDER BY created_at, id LIMIT 1")
        .map((row, _) -> user(row))
        .findOne()
        .orElse(null);
  }

  public static @Nullable User user(Handle handle, String id) {
    return one(handle.createQuery(USER + "WHERE id = ?").bind(0, id));
  }

  public static @Nullable User named(Handle handle, String name) {
    return one(handle.createQuery(USER + "WHERE name = ?").bind(0, name));
  }

  /** The hash of a user's password. */
  public static String passwordHash(Handle handle, String userId) {
    return handle
        .createQuery("SELECT password_hash FROM app_user WHERE id = ?")
        .bind(0, userId)
        .mapTo(String.class)
        .one();
  }

  /**
   * Replaces a user's password.
   *
   * @param oneTime whether they have to replace it again before anything else
   */
  public static void password(Handle handle, String userId, String hash, boolean oneTime) {
    handle.execute(
        "UPDATE app_user SET password_hash = ?, one_time = ? WHERE id = ?",
        hash,
        oneTime ? 1 : 0,
        userId);
  }

  private static @Nullable User one(Query query) {
    return query.map((row, _) -> user(row)).findOne().orElse(null);
  }

  /** At most {@code most} users behind {@code after}, by id. */
  public static List<User> users(Handle handle, String orgId, @Nullable String after, int most) {
    return handle
        .createQuery(USER + "WHERE org_id = ? AND id > ? ORDER BY id LIMIT ?")
        .bind(0, orgId)
        .bind(1, after == null ? "" : after)
        .bind(2, most)
        .map((row, _) -> user(row))
        .list();
  }

  /** Returns how many can still sign in with that role, besides {@code userId}. */
  public static long otherOwners(Handle handle, String orgId, String userId) {
    return handle
        .createQuery(
            """
            SELECT COUNT(*) FROM app_user
            WHERE org_id = ? AND role = 'OWNER' AND state = 'ACTIVE' AND id <> ?
            """)
        .bind(0, orgId)
        .bind(1, userId)
        .mapTo(long.class)
        .one();
  }

  /** Returns how many active other operators there are besides {@code userId}. */
  public static long otherOperators(Handle handle, String userId) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM app_user WHERE operator = 1 AND state = 'ACTIVE' AND id <> ?")
        .bind(0, userId)
        .mapTo(long.class)
        .one();
  }

  /** Returns how many active operators an organisation has. */
  public static long operators(Handle handle, String orgId) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM app_user WHERE operator = 1 AND state = 'ACTIVE' AND org_id = ?")
        .bind(0, orgId)
        .mapTo(long.class)
        .one();
  }

  public static void operator(Handle handle, String userId, boolean operator) {
    handle.execute("UPDATE app_user SET operator = ? WHERE id = ?", operator ? 1 : 0, userId);
  }

  public static void insert(Handle handle, User user, String passwordHash) {
    handle
        .createUpdate(
            """
            INSERT INTO app_user (id, org_id, name, role, state, operator, one_time, created_at,
              password_hash)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        .bind(0, user.id())
        .bind(1, user.orgId())
        .bind(2, user.name())
        .bind(3, user.role().name())
        .bind(4, user.state().name())
        .bind(5, user.operator() ? 1 : 0)
        .bind(6, user.oneTime() ? 1 : 0)
        .bind(7, user.created().toEpochMilli())
        .bind(8, passwordHash)
        .execute();
  }

  public static void update(Handle handle, String userId, Role role, AccountState state) {
    handle.execute(
        "UPDATE app_user SET role = ?, state = ? WHERE id = ?", role.name(), state.name(), userId);
  }

  public static @Nullable Organization org(Handle handle, String id) {
    return handle
        .createQuery(ORG + "WHERE id = ?")
        .bind(0, id)
        .map((row, _) -> org(row))
        .findOne()
        .orElse(null);
  }

  /** The organisation that was made first, or null where the store is empty. */
  public static @Nullable Organization firstOrg(Handle handle) {
    return handle
        .createQuery(ORG + "ORDER BY created_at, id LIMIT 1")
        .map((row, _) -> org(row))
        .findOne()
        .orElse(null);
  }

  /** At most {@code most} organisations behind {@code after}, by id. */
  public static List<Organization> orgs(Handle handle, @Nullable String after, int most) {
    return handle
        .createQuery(ORG + "WHERE id > ? ORDER BY id LIMIT ?")
        .bind(0, after == null ? "" : after)
        .bind(1, most)
        .map((row, _) -> org(row))
        .list();
  }

  public static void insert(Handle handle, Organization organization) {
    handle.execute(
        "INSERT INTO org (id, name, state, allowed_models, created_at, tag_names)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        organization.id(),
        organization.name(),
        organization.state().name(),
        String.join("\n", organization.models()),
        organization.created().toEpochMilli(),
        String.join("\n", organization.tagNames()));
  }

  public static void update(Handle handle, Organization organization) {
    handle.execute(
        "UPDATE org SET name = ?, state = ?, allowed_models = ?, tag_names = ? WHERE id = ?",
        organization.name(),
        organization.state().name(),
        String.join("\n", organization.models()),
        String.join("\n", organization.tagNames()),
        organization.id());
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getString("id"),
        row.getString("org_id"),
        row.getString("name"),
        Role.valueOf(row.getString("role")),
        AccountState.valueOf(row.getString("state")),
        row.getInt("operator") != 0,
        row.getInt("one_time") != 0,
        Instant.ofEpochMilli(row.getLong("created_at")),
        KeyTable.instant(row, "last_sign_in_at"));
  }

  private static Organization org(ResultSet row) throws SQLException {
    return new Organization(
        row.getString("id"),
        row.getString("name"),
        AccountState.valueOf(row.getString("state")),
        KeyTable.lines(row.getString("allowed_models")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        KeyTable.lines(row.getString("tag_names")));
  }
}

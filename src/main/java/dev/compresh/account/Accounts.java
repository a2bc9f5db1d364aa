package dev.compresh.account;

import java.time.Instant;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The SQL of organisations and users. */
final class Accounts {
  private Accounts() {}

  /** The first owner, or null where the store is empty. */
  static @Nullable User owner(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT id, org_id, name, role, state, created_at FROM app_user
            WHERE role = 'OWNER' ORDER BY created_at, id LIMIT 1
            """)
        .map(
            (row, _) ->
                new User(
                    row.getString("id"),
                    row.getString("org_id"),
                    row.getString("name"),
                    Role.valueOf(row.getString("role")),
                    AccountState.valueOf(row.getString("state")),
                    Instant.ofEpochMilli(row.getLong("created_at"))))
        .findOne()
        .orElse(null);
  }

  static void insert(Handle handle, Org org) {
    handle.execute(
        "INSERT INTO org (id, name, state, created_at) VALUES (?, ?, ?, ?)",
        org.id(),
        org.name(),
        org.state().name(),
        org.created().toEpochMilli());
  }

  static void insert(Handle handle, User user, String passwordHash) {
    handle.execute(
        """
        INSERT INTO app_user (id, org_id, name, role, state, password_hash, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        user.id(),
        user.orgId(),
        user.name(),
        user.role().name(),
        user.state().name(),
        passwordHash,
        user.created().toEpochMilli());
  }
}

package dev.compresh.provider;

import dev.compresh.store.ChangeMarks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The tables of providers and of their keys. */
final class ProviderTable {
  /** Changes are announced under this topic. */
  static final String TOPIC = "providers";

  private static final String ACTIVE = "ACTIVE";
  private static final String DISABLED = "DISABLED";
  private static final JsonMapper MAPPER = new JsonMapper();

  /** A provider with its headers as they are stored. */
  record ProviderRow(StoredProvider provider, byte[] headers) {}

  /**
   * A key as it is stored.
   *
   * @param org empty where it is everybody's
   */
  record KeyRow(String provider, String org, byte[] sealed, Instant setAt) {}

  private ProviderTable() {}

  static List<ProviderRow> all(Handle handle) {
    return handle
        .createQuery("SELECT * FROM provider ORDER BY name")
        .map((row, _) -> row(row))
        .list();
  }

  static Optional<ProviderRow> find(Handle handle, String name) {
    return handle
        .createQuery("SELECT * FROM provider WHERE name = ?")
        .bind(0, name)
        .map((row, _) -> row(row))
        .findOne();
  }

  private static ProviderRow row(ResultSet row) throws SQLException {
    String org = row.getString("org_id");
    return new ProviderRow(
        new StoredProvider(
            row.getString("name"),
            org.isEmpty() ? null : org,
            (ObjectNode) MAPPER.readTree(row.getString("body")),
            row.getString("state").equals(ACTIVE),
            Instant.ofEpochMilli(row.getLong("created_at")),
            Instant.ofEpochMilli(row.getLong("changed_at"))),
        row.getBytes("headers"));
  }

  static void put(Handle handle, StoredProvider provider, byte[] headers) {
    handle.execute(
        """
        INSERT INTO provider (name, org_id, body, headers, state, created_at, changed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (name) DO UPDATE SET body = excluded.body, headers = excluded.headers,
          state = excluded.state, changed_at = excluded.changed_at
        """,
        provider.name(),
        owner(provider.org()),
        MAPPER.writeValueAsString(provider.body()),
        headers,
        provider.active() ? ACTIVE : DISABLED,
        provider.createdAt().toEpochMilli(),
        provider.changedAt().toEpochMilli());
    ChangeMarks.mark(handle, TOPIC);
  }

  /** With all its keys; whether it was there. */
  static boolean remove(Handle handle, String name) {
    handle.execute("DELETE FROM provider_key WHERE provider = ?", name);
    boolean removed = handle.execute("DELETE FROM provider WHERE name = ?", name) > 0;
    ChangeMarks.mark(handle, TOPIC);
    return removed;
  }

  static List<KeyRow> keys(Handle handle) {
    return handle
        .createQuery(
            "SELECT provider, org_id, sealed, set_at FROM provider_key ORDER BY provider, org_id")
        .map(
            (row, _) ->
                new KeyRow(
                    row.getString(1),
                    row.getString(2),
                    row.getBytes(3),
                    Instant.ofEpochMilli(row.getLong(4))))
        .list();
  }

  static void putKey(Handle handle, KeyRow key) {
    handle.execute(
        """
        INSERT INTO provider_key (provider, org_id, sealed, set_at) VALUES (?, ?, ?, ?)
        ON CONFLICT (provider, org_id)
        DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at
        """,
        key.provider(),
        key.org(),
        key.sealed(),
        key.setAt().toEpochMilli());
    ChangeMarks.mark(handle, TOPIC);
  }

  /** Returns whether there was one. */
  static boolean removeKey(Handle handle, String provider, @Nullable String org) {
    boolean removed =
        handle.execute(
                "DELETE FROM provider_key WHERE provider = ? AND org_id = ?", provider, owner(org))
            > 0;
    if (removed) {
      ChangeMarks.mark(handle, TOPIC);
    }
    return removed;
  }

  static String owner(@Nullable String org) {
    return org == null ? "" : org;
  }
}

package dev.compresh.audit;

import dev.compresh.store.Database;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The audit log. Lines are added in the transaction of the change that they tell of. */
public final class AuditLog {
  private static final int RANDOM_BYTES = 6;

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong last = new AtomicLong();
  private final JsonMapper mapper = new JsonMapper();

  public AuditLog(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Adds a line, as a part of the caller's transaction.
   *
   * @param orgId whose matter it is; empty for the installation's
   * @param action such as {@code key.create}
   * @param detail what else matters; no secrets
   */
  public void record(
      Handle handle,
      AuditActor auditActor,
      String orgId,
      String action,
      String objectType,
      String objectId,
      Map<String, String> detail) {
    long now = clock.millis();
    ObjectNode json = mapper.createObjectNode();
    detail.forEach(json::put);
    handle.execute(
        """
        INSERT INTO audit_entry (id, at, org_id, actor_id, actor_name, via, remote, action,
          object_type, object_id, detail)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        id(now),
        now,
        orgId,
        auditActor.id(),
        auditActor.name(),
        auditActor.via().name(),
        auditActor.remote(),
        action,
        objectType,
        objectId,
        mapper.writeValueAsString(json));
  }

  /** {@link #record} in a transaction of its own, for what changes nothing else. */
  public void record(
      AuditActor auditActor,
      String orgId,
      String action,
      String objectType,
      String objectId,
      Map<String, String> detail) {
    database.commit(
        handle -> {
          record(handle, auditActor, orgId, action, objectType, objectId, detail);
          return true;
        });
  }

  /** At most {@code most} lines, latest first. */
  public List<AuditEntry> list(AuditFilter filter, int most) {
    StringBuilder sql = new StringBuilder("SELECT * FROM audit_entry WHERE 1 = 1");
    List<Object> values = new ArrayList<>();
    add(sql, values, " AND org_id = ?", filter.orgId());
    add(sql, values, " AND actor_id = ?", filter.actorId());
    add(sql, values, " AND action = ?", filter.action());
    add(sql, values, " AND object_id = ?", filter.objectId());
    add(sql, values, " AND at >= ?", millis(filter.from()));
    add(sql, values, " AND at < ?", millis(filter.to()));
    add(sql, values, " AND id < ?", filter.after());
    sql.append(" ORDER BY id DESC LIMIT ?");
    values.add(most);
    return database.read(
        handle -> {
          Query query = handle.createQuery(sql.toString());
          for (int i = 0; i < values.size(); i++) {
            query.bind(i, values.get(i));
          }
          return query.map((row, _) -> entry(row)).list();
        });
  }

  /** Forgets at most {@code most} lines from before {@code time}; how many those were. */
  public int forget(Instant time, int most) {
    return database.commit(
        handle ->
            handle.execute(
                """
                DELETE FROM audit_entry WHERE id IN (
                  SELECT id FROM audit_entry WHERE at < ? ORDER BY id LIMIT ?)
                """,
                time.toEpochMilli(),
                most));
  }

  private static void add(
      StringBuilder sql, List<Object> values, String condition, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.add(value);
    }
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private AuditEntry entry(ResultSet row) throws SQLException {
    Map<String, String> detail = new LinkedHashMap<>();
    mapper
        .readTree(row.getString("detail"))
        .properties()
        .forEach(field -> detail.put(field.getKey(), field.getValue().asString()));
    return new AuditEntry(
        row.getString("id"),
        Instant.ofEpochMilli(row.getLong("at")),
        row.getString("org_id"),
        new AuditActor(
            row.getString("actor_id"),
            row.getString("actor_name"),
            AuditChannel.valueOf(row.getString("via")),
            row.getString("remote")),
        row.getString("action"),
        row.getString("object_type"),
        row.getString("object_id"),
        detail);
  }

  /** Microseconds that never stand still within a process, then chance against other processes. */
  private String id(long millis) {
    long now = millis * 1000;
    long stamp = last.updateAndGet(before -> Math.max(now, before + 1));
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return "aud_" + HexFormat.of().toHexDigits(stamp) + HexFormat.of().formatHex(bytes);
  }
}

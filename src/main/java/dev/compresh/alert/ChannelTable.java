package dev.compresh.alert;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** The SQL of channels. */
final class ChannelTable {
  private static final String COLUMNS = "id, org_id, kind, name, kinds, shown, created_at";

  private ChannelTable() {}

  static void add(Handle handle, AlertChannel channel, byte[] sealed) {
    handle.execute(
        """
        INSERT INTO alert_channel (id, org_id, kind, name, kinds, shown, sealed, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        channel.id(),
        channel.orgId(),
        channel.kind().name(),
        channel.name(),
        channel.kinds().stream().map(AlertKind::label).sorted().collect(Collectors.joining(",")),
        channel.shown(),
        sealed,
        channel.created().toEpochMilli());
  }

  static List<AlertChannel> all(Handle handle) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM alert_channel ORDER BY created_at, id")
        .map((row, _) -> channel(row))
        .list();
  }

  static Optional<AlertChannel> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM alert_channel WHERE id = ?")
        .bind(0, id)
        .map((row, _) -> channel(row))
        .findOne();
  }

  static Optional<byte[]> sealed(Handle handle, String id) {
    return handle
        .createQuery("SELECT sealed FROM alert_channel WHERE id = ?")
        .bind(0, id)
        .map((row, _) -> row.getBytes(1))
        .findOne();
  }

  /** Returns what is sealed, by channel. */
  static Map<String, byte[]> sealed(Handle handle) {
    Map<String, byte[]> all = new LinkedHashMap<>();
    handle
        .createQuery("SELECT id, sealed FROM alert_channel ORDER BY id")
        .map((row, _) -> Map.entry(row.getString(1), row.getBytes(2)))
        .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  static void reseal(Handle handle, String id, byte[] sealed) {
    handle.execute("UPDATE alert_channel SET sealed = ? WHERE id = ?", sealed, id);
  }

  /** Removes a channel with what was to be sent to it; false where it was not there. */
  static boolean remove(Handle handle, String id) {
    handle.execute("DELETE FROM alert_delivery WHERE channel_id = ? AND state = 'PENDING'", id);
    return handle.execute("DELETE FROM alert_channel WHERE id = ?", id) > 0;
  }

  private static AlertChannel channel(ResultSet row) throws SQLException {
    Set<AlertKind> kinds = EnumSet.noneOf(AlertKind.class);
    for (String label : row.getString("kinds").split(",", -1)) {
      AlertKind.named(label).ifPresent(kinds::add);
    }
    return new AlertChannel(
        row.getString("id"),
        row.getString("org_id"),
        ChannelKind.valueOf(row.getString("kind")),
        row.getString("name"),
        kinds,
        row.getString("shown"),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}

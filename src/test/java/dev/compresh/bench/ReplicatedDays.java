package dev.compresh.bench;

import dev.compresh.store.Database;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/**
 * Fills an embedded store fast: copies the events of one day, their roll-ups and sessions to the
 * days behind it, by SQL alone. What a request takes on its usual way is not measured by this.
 */
final class ReplicatedDays {
  private static final long DAY_MILLIS = 86_400_000;
  private static final List<String> CHANGED =
      List.of("id", "at", "session_id", "request_id", "user_id");

  private final Database database;
  private final String org;

  ReplicatedDays(Database database, String org) {
    this.database = database;
    this.org = org;
  }

  /** Makes a session of each conversation of the events so far. */
  void addSessions() {
    database.commit(
        handle ->
            handle.execute(
                """
                INSERT INTO session (key_id, id, org_id, first_seen, last_seen, requests, turns,
                  original_tokens, forwarded_tokens, cache_read_tokens)
                SELECT key_id, session_id, org_id, MIN(at), MAX(at), COUNT(*), COUNT(*),
                  SUM(original_tokens), SUM(forwarded_tokens), SUM(cache_read_tokens)
                FROM usage_event GROUP BY key_id, session_id, org_id
                """));
  }

  /** Copies day {@code from} (since 1970) {@code copies} times, each to the day after the last. */
  void copy(long from, int copies) {
    for (int shift = 1; shift <= copies; shift++) {
      int days = shift;
      database.commit(handle -> copyDay(handle, from, days));
    }
    database.commit(
        handle ->
            handle.execute("UPDATE usage_series SET last_day = ?", from + copies)
                + handle.execute("ANALYZE"));
  }

  private int copyDay(Handle handle, long from, int shift) {
    long begin = from * DAY_MILLIS;
    long millis = shift * DAY_MILLIS;
    String prefix = "d" + shift + "_";
    String kept = "WHERE at >= " + begin + " AND at < " + (begin + DAY_MILLIS);
    String id = id("e.at + " + millis, "e.id");
    List<String> others =
        handle
            .select("SELECT name FROM pragma_table_info('usage_event')")
            .mapTo(String.class)
            .list()
            .stream()
            .filter(name -> !CHANGED.contains(name))
            .toList();
    handle.execute(
        "INSERT INTO usage_event (id, at, session_id, request_id, user_id, "
            + String.join(", ", others)
            + ") SELECT "
            + id
            + ", e.at + "
            + millis
            + ", ? || session_id, ? || request_id, user_id, "
            + String.join(", ", others)
            + " FROM usage_event e "
            + kept,
        prefix,
        prefix);
    handle.execute(
        "INSERT INTO usage_layer (event_id, layer, saved_tokens) SELECT "
            + id
            + ", l.layer, l.saved_tokens FROM usage_event e JOIN usage_layer l ON l.event_id = e.id "
            + kept);
    handle.execute(
        "INSERT INTO session SELECT key_id, ? || id, org_id, first_seen + ?, last_seen + ?,"
            + " requests, turns, original_tokens, forwarded_tokens, cache_read_tokens FROM session"
            + " WHERE first_seen < ? AND org_id = ?",
        prefix,
        millis,
        millis,
        begin + DAY_MILLIS,
        org);
    sums(handle, "usage_hour", from * 24, from * 24 + 24, shift * 24L);
    sums(handle, "usage_day", from, from + 1, shift);
    handle.execute(
        "INSERT INTO usage_name SELECT day + ?, org_id, kind, name FROM usage_name WHERE day = ?",
        shift,
        from);
    handle.execute(
        "INSERT INTO usage_context SELECT day + ?, org_id, user_id, key_id, part, name, tokens,"
            + " requests FROM usage_context WHERE day = ?",
        shift,
        from);
    return 0;
  }

  private static void sums(Handle handle, String table, long from, long to, long shift) {
    String columns =
        handle
            .select("SELECT name FROM pragma_table_info('" + table + "')")
            .mapTo(String.class)
            .stream()
            .skip(2)
            .collect(Collectors.joining(", "));
    handle.execute(
        "INSERT INTO %s (series, at, %s) SELECT series, at + ?, %s FROM %s WHERE at >= ? AND at < ?"
            .formatted(table, columns, columns, table),
        shift,
        from,
        to);
  }

  /** Writes an id of that time, as {@code EventIds} does; its random digits stay. */
  private static String id(String millis, String id) {
    Stream<String> digits =
        IntStream.range(0, 10)
            .mapToObj(
                place ->
                    "substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (((%s) >> %d) & 31), 1)"
                        .formatted(millis, 45 - 5 * place));
    return digits.collect(Collectors.joining(" || ")) + " || substr(" + id + ", 11)";
  }
}

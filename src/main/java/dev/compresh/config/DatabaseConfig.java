package dev.compresh.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Configures where the store is: in the data folder, or on a PostgreSQL server.
 *
 * @param url the server's address, with credentials; null for the embedded store
 * @param connections connections to it at most
 * @param pgbouncer whether a pooler in transaction mode is in between
 * @param grace for how long known keys work while the server is away
 */
public record DatabaseConfig(
    @Nullable Secret url, int connections, boolean pgbouncer, Duration grace) {
  private static final int CONNECTIONS = 8;
  private static final Duration GRACE = Duration.ofMinutes(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  public static final DatabaseConfig DEFAULT = new DatabaseConfig(null, CONNECTIONS, false, GRACE);

  static DatabaseConfig read(ConfigSection database, ConfigSection store) {
    Secret url = database.secret("url");
    if (url != null && !isAddress(url.reveal())) {
      database.fault(
          "url",
          "is not the address of a PostgreSQL database.",
          "Write postgresql://user:password@host:5432/database.");
    }
    int connections = database.integer("connections", CONNECTIONS, 2, 1_000);
    boolean pgbouncer = database.flag("pgbouncer", false);
    database.finish();
    Duration grace = store.duration("grace", GRACE);
    if (grace.compareTo(LONGEST) > 0) {
      store.fault("grace", "is too long.", "Write an hour or less, such as 5m.");
    }
    store.finish();
    return new DatabaseConfig(url, connections, pgbouncer, grace);
  }

  private static boolean isAddress(String text) {
    return text.startsWith("postgresql://")
        || text.startsWith("postgres://")
        || text.startsWith("jdbc:postgresql://");
  }
}

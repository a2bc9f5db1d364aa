package dev.compresh.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection apart from the pool: it listens for changes, and holds a lock by which the
 * others see that this process lives. The server lets the lock go when the process ends; a process
 * that is suspended, or that can't reach the server for a while, keeps it. Behind a pooler there is
 * no such connection: there a process lives as long as it is seen.
 */
final class PostgresInstances implements InstanceRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresInstances.class);

  /** First number of the locks of processes. */
  private static final int LOCKS = 0x636f_6d70;

  private static final String LOCKED = "locked-";
  private static final int WAIT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 10_000;

  /** Others may judge by a lost lock once they have had the time to take it again. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  /**
   * Probes of a silent connection, for longer than a process goes on without the server: until then
   * its lock holds.
   */
  private static final String KEEP_ALIVE =
      "SET tcp_keepalives_idle = 60; SET tcp_keepalives_interval = 30; SET tcp_keepalives_count = ";

  private final Database database;
  private final PostgresSettings settings;
  private final String url;
  private final Properties properties;
  private final Runnable changed;
  private final String id;
  private final Thread thread = Thread.ofVirtual().name("store-listener").unstarted(this::loop);
  private volatile boolean closed;
  private volatile long connectedAt;
  private volatile boolean connected;
  private volatile @Nullable Connection open;

  PostgresInstances(
      Database database,
      PostgresSettings settings,
      String url,
      Properties properties,
      Runnable changed) {
    this.database = database;
    this.settings = settings;
    this.url = url;
    this.properties = properties;
    this.changed = changed;
    this.id = (settings.pooled() ? "" : LOCKED) + UUID.randomUUID();
  }

  void start() {
    if (!settings.pooled()) {
      thread.start();
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public boolean isAlive(String other, Duration unseen) {
    if (other.equals(id) || unseen.compareTo(SETTLED) < 0) {
      return true;
    }
    // A process without a lock goes on for its grace, and then stops by itself.
    boolean beyondGrace = unseen.compareTo(settings.grace().plus(SETTLED)) > 0;
    if (!other.startsWith(LOCKED) || settings.pooled()) {
      return !beyondGrace;
    }
    boolean settled =
        beyondGrace || (connected && System.nanoTime() - connectedAt > SETTLED.toNanos());
    return !settled || isLocked(other);
  }

  @Override
  public Duration lendingTime() {
    return settings.grace();
  }

  private boolean isLocked(String other) {
    return database.read(
        handle ->
            handle
                .select(
                    """
                    SELECT COUNT(*) FROM pg_locks
                    WHERE locktype = 'advisory' AND granted AND classid::bigint = ?
                      AND objid::bigint = ? AND database =
                        (SELECT oid FROM pg_database WHERE datname = current_database())
                    """,
                    (long) LOCKS,
                    number(other) & 0xffff_ffffL)
                .map((row, _) -> row.getLong(1) > 0)
                .one());
  }

  private static int number(String of) {
    return UUID.fromString(of.substring(LOCKED.length())).hashCode();
  }

  private void loop() {
    while (!closed) {
      try (Connection connection = DriverManager.getConnection(url, properties)) {
        open = connection;
        listen(connection);
      } catch (SQLException | RuntimeException e) {
        if (!closed) {
          LOG.debug("listening for changes failed and will be retried: {}", e.getMessage());
        }
      }
      connected = false;
      open = null;
      pause();
    }
  }

  private void listen(Connection connection) throws SQLException {
    long probes = 2 + settings.grace().toSeconds() / 30;
    try (Statement statement = connection.createStatement()) {
      statement.execute(KEEP_ALIVE + probes);
      statement.execute("SELECT pg_try_advisory_lock(" + LOCKS + ", " + number(id) + ")");
      statement.execute("LISTEN " + PostgresDialect.CHANNEL);
      connectedAt = System.nanoTime();
      connected = true;
      changed.run();
      PGConnection notified = connection.unwrap(PGConnection.class);
      for (int quiet = 0; !closed; quiet++) {
        var notifications = notified.getNotifications(WAIT_MILLIS);
        if (notifications != null && notifications.length > 0) {
          changed.run();
        } else if (quiet % 10 == 9 && !connection.isValid(ANSWER_MILLIS / 1_000)) {
          return;
        }
      }
    }
  }

  private void pause() {
    try {
      if (!closed) {
        TimeUnit.MILLISECONDS.sleep(WAIT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nothing: the lock goes with the store's connection. */
  @Override
  public void close() {}

  /** Ends the connection; the lock goes with it. */
  void disconnect() {
    closed = true;
    Connection connection = open;
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException e) {
        LOG.debug("closing the listener failed: {}", e.getMessage());
      }
    }
    if (!settings.pooled()) {
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package dev.compresh.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One real PostgreSQL server for all tests of a JVM, with a database for each folder of data. */
public final class PostgresServer {
  private static final String TEMPLATE = "compresh_template";

  private final EmbeddedPostgres server;
  private final Map<Path, String> databases = new ConcurrentHashMap<>();

  /** Started when first needed; ends with the JVM. */
  private static final class SharedTestServer {
    private static final PostgresServer SERVER = new PostgresServer();
  }

  private PostgresServer() {
    try {
      this.server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "off")
              .setServerConfig("full_page_writes", "off")
              .setServerConfig("synchronous_commit", "off")
              .setServerConfig("max_connections", "300")
              .start();
      execute("CREATE DATABASE " + TEMPLATE);
      Database.migrate(new PostgresSettings(url(TEMPLATE)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OpenException e) {
      throw new IllegalStateException(e);
    }
  }

  public static PostgresServer shared() {
    return SharedTestServer.SERVER;
  }

  /** Settings for the database that belongs to {@code folder}, which is made where missing. */
  public PostgresSettings settings(Path folder) {
    return new PostgresSettings(
        url(
            databases.computeIfAbsent(
                folder.toAbsolutePath().normalize(), _ -> create(" TEMPLATE " + TEMPLATE))));
  }

  /** Makes the database that belongs to {@code folder} unreachable. */
  public void stop(Path folder) {
    String name = databases.get(folder.toAbsolutePath().normalize());
    execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  }

  /** Undoes {@link #stop}. */
  public void start(Path folder) {
    String name = databases.get(folder.toAbsolutePath().normalize());
    execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
  }

  /** Makes an empty database; its address. */
  String emptyDatabase() {
    return url(create(""));
  }

  private String create(String options) {
    String name = "t" + Long.toHexString(System.nanoTime()) + "_" + databases.size();
    execute("CREATE DATABASE " + name + options);
    return name;
  }

  private synchronized void execute(String sql) {
    try (var connection = server.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private String url(String database) {
    return "postgresql://postgres@localhost:" + server.getPort() + "/" + database;
  }
}

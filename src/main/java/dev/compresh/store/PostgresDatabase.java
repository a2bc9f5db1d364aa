package dev.compresh.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The store on a PostgreSQL server, which several processes share. */
final class PostgresDatabase implements Database {
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration CONNECTION_WAIT = Duration.ofSeconds(3);

  /** Seconds after which a server that does not answer is taken for gone. */
  private static final String ANSWER_WAIT = "60";

  private final Path folder;
  private final HikariDataSource pool;
  private final PostgresDialect dialect;
  private final StoreWriter storeWriter;
  private final CommitListeners commitListeners = new CommitListeners();
  private final ChangeSignal signal;
  private final PostgresInstances instances;
  private final long graceNanos;
  private volatile long contact = System.nanoTime();
  private volatile boolean closed;

  private PostgresDatabase(
      Path folder, HikariDataSource pool, PostgresAddress address, PostgresSettings settings) {
    this.folder = folder;
    this.graceNanos = settings.grace().toNanos();
    this.pool = pool;
    this.dialect = new PostgresDialect(pool);
    this.signal = new ChangeSignal(() -> read(ChangeMarks::read), POLL);
    this.storeWriter = new StoreWriter(dialect, null, commitListeners::announce);
    this.instances =
        new PostgresInstances(this, settings, address.url(), address.properties(), signal::look);
  }

  static PostgresDatabase open(Path folder, PostgresSettings settings, List<String> migrations)
      throws OpenException {
    DataFolder.prepare(folder);
    PostgresAddress address = PostgresAddress.parse(settings.url());
    PostgresMigrations.apply(source(address), migrations, address.label());
    HikariDataSource pool = new HikariDataSource(pool(address, settings));
    try {
      PostgresDatabase database = new PostgresDatabase(folder, pool, address, settings);
      database.storeWriter.start();
      database.instances.start();
      return database;
    } catch (RuntimeException e) {
      pool.close();
      throw PostgresFaults.openFault(address.label(), e);
    }
  }

  static int migrate(PostgresSettings settings, List<String> migrations) throws OpenException {
    PostgresAddress address = PostgresAddress.parse(settings.url());
    return PostgresMigrations.apply(source(address), migrations, address.label());
  }

  private static DataSource source(PostgresAddress address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(address.url());
    source.setUser(address.user());
    source.setPassword(address.password());
    return source;
  }

  private static HikariConfig pool(PostgresAddress address, PostgresSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("store");
    config.setJdbcUrl(address.url());
    config.setMaximumPoolSize(settings.connections());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(CONNECTION_WAIT.toMillis());
    config.setInitializationFailTimeout(-1);
    config.setDataSourceProperties(address.properties());
    config.addDataSourceProperty("socketTimeout", ANSWER_WAIT);
    if (settings.pooled()) {
      config.addDataSourceProperty("prepareThreshold", "0");
    }
    return config;
  }

  @Override
  public <T extends @Nullable Object> CompletableFuture<T> write(StoreWork<T> storeWork) {
    return storeWriter.write(storeWork);
  }

  @Override
  public <T extends @Nullable Object> T commit(StoreWork<T> storeWork) {
    return storeWriter.commit(storeWork);
  }

  @Override
  public <T extends @Nullable Object> T read(StoreWork<T> storeWork) {
    if (closed) {
      throw new StoreException("The store is closed.");
    }
    T result = dialect.read(storeWork);
    contact = System.nanoTime();
    return result;
  }

  @Override
  public void onChange(String topic, Runnable listener) {
    signal.listen(topic, listener);
  }

  @Override
  public void onCommit(String topic, Runnable listener) {
    commitListeners.add(topic, listener);
  }

  @Override
  public boolean usable() {
    try {
      return read(
          handle -> handle.createQuery("SELECT 1").map((row, _) -> row.getInt(1) == 1).one());
    } catch (StoreException e) {
      return false;
    }
  }

  @Override
  public boolean isWithinGrace() {
    return !closed && !isBeyondGrace();
  }

  /** The marks are polled every second: a success is never older where the server answers. */
  @Override
  public boolean isBeyondGrace() {
    return System.nanoTime() - contact > graceNanos;
  }

  @Override
  public InstanceRegistry instances() {
    return instances;
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    signal.close();
    storeWriter.close();
    closed = true;
    instances.disconnect();
    pool.close();
  }
}

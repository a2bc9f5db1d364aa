package dev.compresh.store;

import dev.compresh.store.OpenException.OpenFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The details of SQLite: how a connection is opened, and what its errors mean. */
final class SqliteDialect implements StoreDialect {
  /** How long one process waits for another's transaction. */
  private static final int BUSY_MILLIS = 5_000;

  /** What the write-ahead log is cut back to after a checkpoint. */
  private static final int LOG_BYTES = 64 << 20;

  /**
   * Pages of the write-ahead log after which it is carried over, 16 MB. Under load each group of
   * usage events writes the same ends of tables and indexes again; the default of 1,000 carried
   * them over several times a second.
   */
  private static final int CHECKPOINT_PAGES = 4_096;

  /** Between two attempts to open a store that another process is making. */
  private static final long BUSY_PAUSE_NANOS = 5_000_000;

  private final Path file;
  private final Jdbi jdbi = Jdbi.create(this::connect);

  SqliteDialect(Path file) {
    this.file = file;
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine(TemplateEngine.NOP)
        .setSqlParser(new PlainSqlParser());
  }

  @Override
  public Handle writer() {
    return jdbi.open();
  }

  @Override
  public void begin(Handle handle) {
    ControlStatement.execute(handle, "BEGIN IMMEDIATE");
  }

  @Override
  public void commit(Handle handle, Set<String> topics) {
    ControlStatement.execute(handle, "COMMIT");
  }

  @Override
  public void discard(Handle handle) {
    handle.close();
  }

  @Override
  public boolean keepsConnection() {
    return true;
  }

  @Override
  public boolean isRepeatable(RuntimeException e) {
    return false; // No other process writes at the same time.
  }

  /** A connection that can't write. */
  Handle reader() {
    Handle handle = jdbi.open();
    handle.execute("PRAGMA query_only = 1");
    return handle;
  }

  /** Says whether deleted content is overwritten with zeros. Not to be called in a transaction. */
  static void overwriteDeleted(Handle handle, boolean overwrite) {
    handle.createQuery("PRAGMA secure_delete = " + (overwrite ? 1 : 0)).mapTo(int.class).one();
  }

  private Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_MILLIS);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setJournalSizeLimit(LOG_BYTES);
    config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, Integer.toString(CHECKPOINT_PAGES));
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    return connect(config);
  }

  /**
   * Waits where another process is making the store: SQLite answers "busy" at once, without its
   * busy timeout, while a new file changes to a write-ahead log.
   */
  private Connection connect(SQLiteConfig config) throws SQLException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BUSY_MILLIS);
    while (true) {
      try {
        return config.createConnection("jdbc:sqlite:" + file);
      } catch (SQLException e) {
        if (code(e) != SQLiteErrorCode.SQLITE_BUSY || System.nanoTime() - end > 0) {
          throw e;
        }
        LockSupport.parkNanos(BUSY_PAUSE_NANOS);
      }
    }
  }

  @Override
  public RuntimeException fault(RuntimeException e) {
    SQLException sql = sql(e);
    return sql == null || code(sql) == SQLiteErrorCode.SQLITE_CONSTRAINT
        ? e
        : new StoreException("The store failed: " + sql.getMessage(), e);
  }

  OpenException openFault(RuntimeException e) {
    SQLException sql = sql(e);
    SQLiteErrorCode code = sql == null ? SQLiteErrorCode.SQLITE_ERROR : code(sql);
    OpenFailure openFailure =
        switch (code) {
          case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH -> OpenFailure.READ_ONLY;
          case SQLITE_FULL -> OpenFailure.FULL;
          case SQLITE_BUSY, SQLITE_LOCKED -> OpenFailure.LOCKED;
          case SQLITE_NOTADB, SQLITE_CORRUPT -> OpenFailure.DAMAGED;
          default -> OpenFailure.OTHER;
        };
    String why =
        switch (openFailure) {
          case READ_ONLY -> "can't be written. Give the user that runs Compresh write permission";
          case FULL -> "has no space left on its disk. Free some space, then start again";
          case LOCKED -> "is locked by another process. Stop that process, then start again";
          case DAMAGED ->
              "is not a database, or is damaged. Restore a backup, or move the file away";
          default -> "can't be opened: " + (sql == null ? e.getMessage() : sql.getMessage());
        };
    return new OpenException(openFailure, "The store " + file + " " + why + ".", e);
  }

  private static SQLiteErrorCode code(SQLException e) {
    // Extended codes keep the plain one in their low byte.
    return e instanceof SQLiteException s
        ? SQLiteErrorCode.getErrorCode(s.getResultCode().code & 0xff)
        : SQLiteErrorCode.SQLITE_ERROR;
  }

  private static @Nullable SQLException sql(Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}

package dev.compresh.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/**
 * The details of PostgreSQL. Writers of all processes take turns under an advisory lock that ends
 * with their transaction, so that what a work reads is what it changes, as with the embedded store.
 * All that is set is set for the transaction alone: a pooler in transaction mode may be in between.
 */
final class PostgresDialect implements StoreDialect {
  /** Where other processes listen for changes. */
  static final String CHANNEL = "compresh_change";

  /** Number of the lock under which processes write in turns. */
  private static final long WRITERS = 0x636f_6d70_7265_7368L;

  /**
   * A process that is suspended within a transaction loses its turn; one that waits for its turn
   * for longer than the other is given up on, too.
   */
  private static final String BEGIN =
      "SET LOCAL idle_in_transaction_session_timeout = '5s'; SET LOCAL lock_timeout = '15s'; "
          + "SELECT pg_advisory_xact_lock("
          + WRITERS
          + "); SELECT pg_current_xact_id()::text";

  /** For how long the outcome of a commit is asked for whose answer was lost. */
  private static final Duration DOUBT = Duration.ofSeconds(5);

  private static final long ASK_AGAIN_NANOS = 100_000_000;

  private final ConnectionGate gate;
  private String transaction = "";

  PostgresDialect(DataSource source) {
    Jdbi jdbi = Jdbi.create(source);
    jdbi.getConfig(SqlStatements.class)
        .setTemplateEngine(TemplateEngine.NOP)
        .setSqlParser(new PlainSqlParser());
    jdbi.registerArgument(new StorableText());
    jdbi.getConfig(DayPartitions.class).use();
    this.gate = new ConnectionGate(jdbi::open);
  }

  @Override
  public Handle writer() {
    return gate.open();
  }

  /** Runs {@code storeWork} in a transaction that can't write. */
  <T extends @Nullable Object> T read(StoreWork<T> storeWork) {
    Handle handle = null;
    try {
      handle = gate.open();
      Connection connection = handle.getConnection();
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      T result = storeWork.run(handle);
      connection.commit();
      return result;
    } catch (RuntimeException e) {
      throw PostgresFaults.fault(e);
    } catch (SQLException e) {
      throw new StoreException("The store failed: " + e.getMessage(), e);
    } finally {
      if (handle != null) {
        discard(handle);
      }
    }
  }

  @Override
  public void begin(Handle handle) {
    try {
      handle.getConnection().setAutoCommit(false);
      try (Statement statement = handle.getConnection().createStatement()) {
        boolean rows = statement.execute(BEGIN);
        while (rows || statement.getUpdateCount() >= 0) {
          if (rows) {
            try (ResultSet result = statement.getResultSet()) {
              transaction = result.next() ? String.valueOf(result.getString(1)) : "";
            }
          }
          rows = statement.getMoreResults();
        }
      }
    } catch (SQLException e) {
      throw new StoreException("The store can't be written at present: " + e.getMessage(), e);
    }
  }

  @Override
  public void commit(Handle handle, Set<String> topics) {
    String id = transaction;
    try {
      Connection connection = handle.getConnection();
      if (!topics.isEmpty()) {
        ControlStatement.execute(handle, "NOTIFY " + CHANNEL);
      }
      connection.commit();
    } catch (SQLException e) {
      if (PostgresFaults.isConnectionLost(e) && isCommitted(id)) {
        return;
      }
      throw new StoreException("The store failed: " + e.getMessage(), e);
    }
  }

  /** Asks what became of a transaction whose answer was lost with its connection. */
  private boolean isCommitted(String id) {
    long end = System.nanoTime() + DOUBT.toNanos();
    while (true) {
      String status = status(id);
      if ("committed".equals(status)) {
        return true;
      }
      if ("aborted".equals(status)) {
        return false;
      }
      if (System.nanoTime() - end > 0) {
        throw new StoreException("The outcome of a transaction is not known.");
      }
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
    }
  }

  private @Nullable String status(String id) {
    try (Handle handle = gate.open();
        PreparedStatement statement =
            handle.getConnection().prepareStatement("SELECT pg_xact_status(?::xid8)")) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    } catch (SQLException | RuntimeException e) {
      return null; // It is asked again.
    }
  }

  @Override
  public void discard(Handle handle) {
    try {
      Connection connection = handle.getConnection();
      if (!connection.getAutoCommit()) {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      // It is broken: closing throws it away.
    }
    handle.close();
  }

  @Override
  public boolean keepsConnection() {
    return false;
  }

  @Override
  public RuntimeException fault(RuntimeException e) {
    return PostgresFaults.fault(e);
  }

  @Override
  public boolean isRepeatable(RuntimeException e) {
    return PostgresFaults.isRepeatable(e);
  }
}

package dev.compresh.store;

import dev.compresh.store.OpenException.OpenFailure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Says what PostgreSQL's error codes (SQLSTATE) mean here. */
final class PostgresFaults {
  private static final String DEADLOCK = "40P01";
  private static final String SERIALIZATION = "40001";

  private PostgresFaults() {}

  /** Returns whether the same transaction may succeed when it is run again at once. */
  static boolean isRepeatable(Throwable e) {
    String state = state(e);
    return state.equals(DEADLOCK) || state.equals(SERIALIZATION);
  }

  /** Returns whether the connection is gone, so that nothing is known of what was under way. */
  static boolean isConnectionLost(Throwable e) {
    String state = state(e);
    return state.startsWith("08") || state.startsWith("57P") || state.equals("25P03");
  }

  /** Returns {@code e} as what callers may see: the store's fault, or the work's own. */
  static RuntimeException fault(RuntimeException e) {
    SQLException sql = sql(e);
    if (sql == null) {
      return e;
    }
    String state = state(e);
    return state.startsWith("23") || state.startsWith("22")
        ? e
        : e instanceof StoreException s
            ? s
            : new StoreException("The store failed: " + text(sql), e);
  }

  /** Says why the store could not be opened. */
  static OpenException openFault(String label, Throwable e) {
    SQLException sql = sql(e);
    String state = state(e);
    String said = sql == null ? String.valueOf(e.getMessage()) : text(sql);
    OpenFailure failure = OpenFailure.OTHER;
    String advice = "";
    if (state.startsWith("08") || state.startsWith("57") || state.startsWith("53")) {
      failure = OpenFailure.UNREACHABLE;
      advice = " Start it, or correct database.url (COMPRESH_DATABASE_URL).";
    } else if (state.startsWith("28")) {
      advice = " Correct the user or the password in database.url (COMPRESH_DATABASE_URL).";
    } else if (state.equals("3D000")) {
      advice = " Create it with 'createdb'.";
    } else if (state.startsWith("42501")) {
      advice = " Let this user create tables there, or run 'compresh migrate' as one who may.";
    }
    return new OpenException(
        failure, "The database " + label + " can't be opened: " + said + "." + advice, e);
  }

  private static String text(SQLException e) {
    String message = String.valueOf(e.getMessage()).strip();
    int line = message.indexOf('\n');
    String first = line < 0 ? message : message.substring(0, line);
    return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
  }

  private static String state(Throwable e) {
    SQLException sql = sql(e);
    return sql == null || sql.getSQLState() == null ? "" : sql.getSQLState();
  }

  /** The innermost of the driver's own errors. */
  private static @Nullable SQLException sql(Throwable e) {
    SQLException found = null;
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql && (found == null || sql.getSQLState() != null)) {
        found = sql;
      }
    }
    return found;
  }
}

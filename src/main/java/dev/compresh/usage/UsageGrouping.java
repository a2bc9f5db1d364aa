package dev.compresh.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/** The dimension of a report's rows. */
public enum UsageGrouping {
  /** Days of UTC, written {@code 2026-11-21}. */
  DAY,
  /** Public ids of keys. */
  KEY,
  /** Models as clients named them. */
  MODEL,
  SESSION;

  private static final long DAY_MILLIS = 86_400_000;

  public static Optional<UsageGrouping> named(String name) {
    for (UsageGrouping usageGrouping : values()) {
      if (usageGrouping.label().equals(name.toLowerCase(Locale.ROOT))) {
        return Optional.of(usageGrouping);
      }
    }
    return Optional.empty();
  }

  /** The column, or the expression, that events are grouped by. */
  String column() {
    return switch (this) {
      case DAY -> "at / " + DAY_MILLIS;
      case KEY -> "key_id";
      case MODEL -> "model";
      case SESSION -> "session_id";
    };
  }

  /** The group's name, from the first column of {@code row}. */
  String label(ResultSet row) throws SQLException {
    return this == DAY ? LocalDate.ofEpochDay(row.getLong(1)).toString() : row.getString(1);
  }

  /** The name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

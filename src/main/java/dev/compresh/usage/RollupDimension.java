package dev.compresh.usage;

import java.util.Locale;

/** Properties of requests that roll-ups tell apart; each is a column of {@code usage_series}. */
public enum RollupDimension {
  USER("user_id"),
  KEY("key_id"),
  /** As the client named it. */
  MODEL("model"),
  PROVIDER("provider"),
  MODE("mode"),
  /** Whether the session was left uncompressed for comparison: 1 or 0. */
  HELD_OUT("held_out"),
  /** A {@link StatusClass}. */
  STATUS("status"),
  /** The first turn of a {@link DepthClass}. */
  DEPTH("depth"),
  /** {@code name=value}; a request counts under each of its tags. */
  TAG("tag");

  private final String column;

  RollupDimension(String column) {
    this.column = column;
  }

  public String column() {
    return column;
  }

  /** Returns whether its column holds a number. */
  public boolean isNumber() {
    return this == HELD_OUT || this == DEPTH;
  }

  /** Returns the name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

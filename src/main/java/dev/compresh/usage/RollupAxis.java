package dev.compresh.usage;

import java.util.Locale;

/** Properties of requests that roll-ups tell apart; each is a column of {@code usage_series}. */
public enum RollupAxis {
  USER(1, "user_id"),
  KEY(2, "key_id"),
  /** As the client named it. */
  MODEL(4, "model"),
  PROVIDER(8, "provider"),
  MODE(16, "mode"),
  /** Holdout: 1 where the session was left uncompressed for comparison, else 0. */
  HELD_OUT(32, "held_out"),
  /** A {@link StatusClass}. */
  STATUS(64, "status"),
  /** The first turn of a {@link DepthClass}. */
  DEPTH(128, "depth"),
  /** {@code name=value}; a request counts under each of its tags. */
  TAG(256, "tag");

  private final int bit;
  private final String column;

  RollupAxis(int bit, String column) {
    this.bit = bit;
    this.column = column;
  }

  /** Returns the bit that represents it in a set. */
  int bit() {
    return bit;
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

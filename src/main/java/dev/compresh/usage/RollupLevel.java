package dev.compresh.usage;

import static dev.compresh.usage.RollupDimension.DEPTH;
import static dev.compresh.usage.RollupDimension.HELD_OUT;
import static dev.compresh.usage.RollupDimension.KEY;
import static dev.compresh.usage.RollupDimension.MODE;
import static dev.compresh.usage.RollupDimension.MODEL;
import static dev.compresh.usage.RollupDimension.PROVIDER;
import static dev.compresh.usage.RollupDimension.STATUS;
import static dev.compresh.usage.RollupDimension.TAG;
import static dev.compresh.usage.RollupDimension.USER;

import java.util.EnumSet;
import java.util.Set;

/**
 * Sets of dimensions that sums are kept for. Every event is in a series of each level, those with
 * TAG once for each of its tags. A report reads the first level that has all it asks for, so that
 * usual reports read few rows however many keys there are. The last two have sums by day only: by
 * hour they would be nearly as many rows as events. Stored by ordinal: append only.
 */
public enum RollupLevel {
  ORG(true, MODEL, PROVIDER, MODE, HELD_OUT, STATUS, DEPTH),
  KEY_TOTAL(true, USER, KEY),
  TAG_TOTAL(true, TAG),
  KEY_DETAIL(true, USER, KEY, MODEL, PROVIDER, MODE, HELD_OUT, STATUS),
  TAG_DETAIL(true, USER, KEY, MODEL, PROVIDER, MODE, HELD_OUT, STATUS, TAG),
  KEY_DEPTH(false, USER, KEY, MODEL, PROVIDER, MODE, HELD_OUT, STATUS, DEPTH),
  TAG_DEPTH(false, USER, KEY, MODEL, PROVIDER, MODE, HELD_OUT, STATUS, DEPTH, TAG);

  private final boolean hourly;
  private final Set<RollupDimension> dimensions;

  RollupLevel(boolean hourly, RollupDimension... dimensions) {
    this.hourly = hourly;
    this.dimensions = EnumSet.noneOf(RollupDimension.class);
    this.dimensions.addAll(Set.of(dimensions));
  }

  /** Returns whether there are sums by hour; by day there are always. */
  public boolean isHourly() {
    return hourly;
  }

  boolean has(RollupDimension dimension) {
    return dimensions.contains(dimension);
  }

  /** Returns the smallest level that tells all of {@code needed} apart. */
  public static RollupLevel covering(Set<RollupDimension> needed) {
    for (RollupLevel level : values()) {
      if (level.dimensions.containsAll(needed)) {
        return level;
      }
    }
    return TAG_DEPTH;
  }
}

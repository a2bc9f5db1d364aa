package dev.compresh.usage;

import static dev.compresh.usage.RollupAxis.DEPTH;
import static dev.compresh.usage.RollupAxis.HELD_OUT;
import static dev.compresh.usage.RollupAxis.KEY;
import static dev.compresh.usage.RollupAxis.MODE;
import static dev.compresh.usage.RollupAxis.MODEL;
import static dev.compresh.usage.RollupAxis.PROVIDER;
import static dev.compresh.usage.RollupAxis.STATUS;
import static dev.compresh.usage.RollupAxis.TAG;
import static dev.compresh.usage.RollupAxis.USER;

import java.util.Set;

/**
 * Sets of dimensions that sums are kept for. Every event is in a series of each level, those with
 * TAG once for each of its tags. A report reads the first level that has all it asks for, so that
 * usual reports read few rows however many keys there are. The last two have sums by day only: by
 * hour they would be nearly as many rows as events. Numbers are stored and never change.
 */
public enum RollupLevel {
  ORG(0, true, MODEL, PROVIDER, MODE, HELD_OUT, STATUS, DEPTH),
  KEY_TOTAL(1, true, USER, KEY),
  TAG_TOTAL(2, true, TAG),
  KEY_DETAIL(3, true, USER, KEY, MODEL, PROVIDER, MODE, HELD_OUT, STATUS),
  TAG_DETAIL(4, true, USER, KEY, MODEL, PROVIDER, MODE, HELD_OUT, STATUS, TAG),
  KEY_DEPTH(5, false, USER, KEY, MODEL, PROVIDER, MODE, HELD_OUT, STATUS, DEPTH),
  TAG_DEPTH(6, false, USER, KEY, MODEL, PROVIDER, MODE, HELD_OUT, STATUS, DEPTH, TAG);

  private final int number;
  private final boolean hourly;
  private final int dimensions;

  RollupLevel(int number, boolean hourly, RollupAxis... dimensions) {
    this.number = number;
    this.hourly = hourly;
    int bits = 0;
    for (RollupAxis dimension : dimensions) {
      bits |= dimension.bit();
    }
    this.dimensions = bits;
  }

  /** Returns the number that it is stored by. */
  public int number() {
    return number;
  }

  /** Returns whether there are sums by hour; by day there are always. */
  public boolean isHourly() {
    return hourly;
  }

  boolean has(RollupAxis dimension) {
    return (dimensions & dimension.bit()) != 0;
  }

  /** Returns the smallest level that tells all of {@code needed} apart. */
  public static RollupLevel covering(Set<RollupAxis> needed) {
    for (RollupLevel level : values()) {
      if (needed.stream().allMatch(level::has)) {
        return level;
      }
    }
    return TAG_DEPTH;
  }
}

package dev.compresh.usage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Adds up the figures of events or of roll-up rows. Not thread-safe. */
public final class UsageSums {
  private static final List<UsageMeasure> MEASURES = List.of(UsageMeasure.values());
  private static final Map<UsageMeasure, Integer> PLACES = places();

  private final long[] sums = new long[RollupColumns.COUNT];

  private static Map<UsageMeasure, Integer> places() {
    Map<UsageMeasure, Integer> places = new EnumMap<>(UsageMeasure.class);
    MEASURES.forEach(measure -> places.put(measure, places.size()));
    return Collections.unmodifiableMap(places);
  }

  /** Returns the sum of one figure. */
  public long get(UsageMeasure measure) {
    return sums[PLACES.getOrDefault(measure, 0)];
  }

  /** Adds one event. {@code layers} gives the column of each layer of compression. */
  void add(UsageEvent event, LayerSlots layers) {
    for (int i = 0; i < MEASURES.size(); i++) {
      sums[i] += MEASURES.get(i).measure(event);
    }
    UsageEvent.EventTiming eventTiming = event.timing();
    sums[RollupColumns.OVERHEAD + LatencyHistogram.OVERHEAD.bucket(eventTiming.overhead())]++;
    if (eventTiming.firstByte() >= 0) {
      sums[
          RollupColumns.FIRST_BYTE + LatencyHistogram.FIRST_BYTE.bucket(eventTiming.firstByte())]++;
    }
    event
        .prompt()
        .savedByLayer()
        .forEach((layer, saved) -> sums[RollupColumns.LAYER + layers.slot(layer)] += saved);
  }

  /** Adds other sums. */
  public void add(UsageSums other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.sums[i];
    }
  }

  /** Takes other sums away. */
  public void subtract(UsageSums other) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] -= other.sums[i];
    }
  }

  /** Reads all columns of a row, of which {@code first} is the first one's place, from 1. */
  public static UsageSums read(ResultSet row, int first) throws SQLException {
    UsageSums read = new UsageSums();
    for (int i = 0; i < read.sums.length; i++) {
      read.sums[i] = row.getLong(first + i);
    }
    return read;
  }

  /** Reads the columns of measures alone. */
  public static UsageSums readMeasures(ResultSet row, int first) throws SQLException {
    UsageSums read = new UsageSums();
    for (int i = 0; i < RollupColumns.OVERHEAD; i++) {
      read.sums[i] = row.getLong(first + i);
    }
    return read;
  }

  /** Returns the values for a row's columns, behind {@code series} and {@code at}. */
  Object[] row(long series, long at) {
    Object[] row = new Object[RollupColumns.COUNT + 2];
    row[0] = series;
    row[1] = at;
    for (int i = 0; i < sums.length; i++) {
      row[i + 2] = sums[i];
    }
    return row;
  }

  /** Returns the counts of the histogram of overhead. */
  public long[] overhead() {
    return Arrays.copyOfRange(sums, RollupColumns.OVERHEAD, RollupColumns.FIRST_BYTE);
  }

  /** Returns the counts of the histogram of the time to the first byte. */
  public long[] firstByte() {
    return Arrays.copyOfRange(sums, RollupColumns.FIRST_BYTE, RollupColumns.LAYER);
  }

  /** Returns the tokens that the layer of column {@code slot} saved. */
  public long layer(int slot) {
    return sums[RollupColumns.LAYER + slot];
  }

  /** Returns the net saving in micro-USD; below zero where compression cost more than it saved. */
  public long netMicros() {
    return get(UsageMeasure.UNCOMPRESSED_MICROS) - get(UsageMeasure.PAID_MICROS);
  }

  /** Returns the net saving in units, likewise. */
  public long netUnits() {
    return get(UsageMeasure.UNCOMPRESSED_UNITS) - get(UsageMeasure.PAID_UNITS);
  }

  /** Returns tokens that were cut; below zero where more was sent than came. */
  public long savedTokens() {
    return get(UsageMeasure.ORIGINAL_TOKENS) - get(UsageMeasure.OPTIMIZED_TOKENS);
  }
}

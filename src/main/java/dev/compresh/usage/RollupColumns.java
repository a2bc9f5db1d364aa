package dev.compresh.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Names the columns of sums in {@code usage_hour} and {@code usage_day}, in their order. */
public final class RollupColumns {
  /** Layers of compression that have a column; the last one takes all others. */
  public static final int LAYERS = 8;

  static final int OVERHEAD = UsageMeasure.values().length;
  static final int FIRST_BYTE = OVERHEAD + LatencyHistogram.BUCKETS;
  static final int LAYER = FIRST_BYTE + LatencyHistogram.BUCKETS;
  static final int COUNT = LAYER + LAYERS;
  public static final List<String> ALL = all();

  private RollupColumns() {}

  private static List<String> all() {
    List<String> columns = new ArrayList<>(UsageMeasure.columns());
    IntStream.range(0, LatencyHistogram.BUCKETS).forEach(i -> columns.add("overhead_" + i));
    IntStream.range(0, LatencyHistogram.BUCKETS).forEach(i -> columns.add("first_byte_" + i));
    IntStream.range(0, LAYERS).forEach(i -> columns.add("layer_" + i));
    return List.copyOf(columns);
  }

  /** Returns the statement that adds one row's sums to {@code table}. */
  static String upsert(String table) {
    return "INSERT INTO "
        + table
        + " (series, at, "
        + String.join(", ", ALL)
        + ") VALUES (?, ?"
        + ", ?".repeat(COUNT)
        + ") ON CONFLICT (series, at) DO UPDATE SET "
        + ALL.stream()
            .map(column -> column + " = " + table + "." + column + " + excluded." + column)
            .collect(Collectors.joining(", "));
  }
}

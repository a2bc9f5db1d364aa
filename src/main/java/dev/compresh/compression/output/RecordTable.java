package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records with the same names in the same order.
 *
 * @param names of the columns, with their quotes
 * @param constants what a column holds in every row, null where it differs
 * @param inner the column as a table of its own, where it holds records alike; else null
 */
record RecordTable(
    List<String> names,
    List<@Nullable JsonTree> constants,
    List<@Nullable RecordTable> inner,
    List<JsonTree.JsonMembers> rows) {
  /** Fewer records are shorter as they are. */
  static final int FEWEST_ROWS = 2;

  /** So many rows must agree to be worth a constant, or names before the rows. */
  static final int FEWEST_NAMED = 3;

  /** The table that {@code items} are, null where they are none, or fewer than {@code fewest}. */
  static @Nullable RecordTable of(List<JsonTree> items, int fewest) {
    if (items.size() < fewest || !alike(items)) {
      return null;
    }
    List<JsonTree.JsonMembers> rows = items.stream().map(JsonTree.JsonMembers.class::cast).toList();
    List<String> names = rows.getFirst().names();
    if (names.size() < 2) {
      return null;
    }
    List<@Nullable JsonTree> constants = new ArrayList<>();
    List<@Nullable RecordTable> inner = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      List<JsonTree> column = column(rows, c);
      boolean same =
          rows.size() >= FEWEST_NAMED && column.stream().allMatch(column.getFirst()::equals);
      constants.add(same ? column.getFirst() : null);
      inner.add(same ? null : of(column, fewest));
    }
    return new RecordTable(names, constants, inner, rows);
  }

  private static boolean alike(List<JsonTree> items) {
    return items.stream().allMatch(item -> alike(items.getFirst(), item));
  }

  /** Returns whether both are records with the same names in the same order. */
  static boolean alike(JsonTree first, JsonTree other) {
    return first instanceof JsonTree.JsonMembers one
        && other instanceof JsonTree.JsonMembers two
        && one.names().equals(two.names());
  }

  private static List<JsonTree> column(List<JsonTree.JsonMembers> rows, int c) {
    List<JsonTree> column = new ArrayList<>(rows.size());
    rows.forEach(row -> column.add(row.values().get(c)));
    return column;
  }

  int size() {
    return rows.size();
  }
}

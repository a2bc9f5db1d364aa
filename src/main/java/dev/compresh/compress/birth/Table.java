package dev.compresh.compress.birth;

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
record Table(
    List<String> names,
    List<@Nullable Json> constants,
    List<@Nullable Table> inner,
    List<Json.Members> rows) {
  /** Fewer records are shorter as they are. */
  static final int FEWEST_ROWS = 2;

  /** So many rows must agree to be worth a constant, or names before the rows. */
  static final int FEWEST_NAMED = 3;

  /** The table that {@code items} are, null where they are none, or fewer than {@code fewest}. */
  static @Nullable Table of(List<Json> items, int fewest) {
    if (items.size() < fewest || !alike(items)) {
      return null;
    }
    List<Json.Members> rows = items.stream().map(Json.Members.class::cast).toList();
    List<String> names = rows.getFirst().names();
    if (names.size() < 2) {
      return null;
    }
    List<@Nullable Json> constants = new ArrayList<>();
    List<@Nullable Table> inner = new ArrayList<>();
    for (int c = 0; c < names.size(); c++) {
      List<Json> column = column(rows, c);
      boolean same =
          rows.size() >= FEWEST_NAMED && column.stream().allMatch(column.getFirst()::equals);
      constants.add(same ? column.getFirst() : null);
      inner.add(same ? null : of(column, fewest));
    }
    return new Table(names, constants, inner, rows);
  }

  private static boolean alike(List<Json> items) {
    return items.stream().allMatch(item -> alike(items.getFirst(), item));
  }

  /** Whether both are records with the same names in the same order. */
  static boolean alike(Json first, Json other) {
    return first instanceof Json.Members one
        && other instanceof Json.Members two
        && one.names().equals(two.names());
  }

  private static List<Json> column(List<Json.Members> rows, int c) {
    List<Json> column = new ArrayList<>(rows.size());
    rows.forEach(row -> column.add(row.values().get(c)));
    return column;
  }

  int size() {
    return rows.size();
  }
}

package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;

/**
 * Prints JSON without blanks, and lists of records as tables: {@code [{id,name}:[1,"a"],[2,"b"]]}.
 * What is the same in every record stands once, before the columns. Raw text of values is kept.
 */
final class JsonPrint {
  /** Fewer records are shorter as they are. */
  private static final int FEWEST_ROWS = 2;

  private final StringBuilder out = new StringBuilder();

  private final boolean letters;

  private JsonPrint(boolean letters) {
    this.letters = letters;
  }

  static String of(Json json, boolean letters) {
    JsonPrint print = new JsonPrint(letters);
    print.value(json);
    return print.out.toString();
  }

  private void value(Json json) {
    switch (json) {
      case Json.Leaf leaf -> out.append(letters ? JsonString.plain(leaf.raw()) : leaf.raw());
      case Json.Members members -> members(members);
      case Json.Items items -> items(items);
    }
  }

  private void members(Json.Members members) {
    out.append('{');
    for (int i = 0; i < members.names().size(); i++) {
      out.append(i == 0 ? "" : ",").append(members.names().get(i)).append(':');
      value(members.values().get(i));
    }
    out.append('}');
  }

  private void items(Json.Items items) {
    if (uniform(items.items())) {
      table(items.items());
      return;
    }
    out.append('[');
    list(items.items());
    out.append(']');
  }

  private void list(List<Json> values) {
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ",");
      value(values.get(i));
    }
  }

  /** Whether all are records with the same names in the same order. */
  static boolean uniform(List<Json> items) {
    if (items.size() < FEWEST_ROWS || !(items.getFirst() instanceof Json.Members first)) {
      return false;
    }
    return first.names().size() > 1
        && items.stream()
            .allMatch(i -> i instanceof Json.Members m && m.names().equals(first.names()));
  }

  private void table(List<Json> items) {
    List<Json.Members> rows = items.stream().map(Json.Members.class::cast).toList();
    List<String> names = rows.getFirst().names();
    List<Integer> columns = new ArrayList<>();
    out.append("[{");
    String before = "";
    for (int c = 0; c < names.size(); c++) {
      if (constant(rows, c)) {
        out.append(before).append(name(names.get(c))).append('=');
        value(rows.getFirst().values().get(c));
        before = ",";
      } else {
        columns.add(c);
      }
    }
    for (int c : columns) {
      out.append(before).append(name(names.get(c)));
      before = ",";
    }
    out.append("}:");
    for (int r = 0; r < rows.size(); r++) {
      List<Json> values = rows.get(r).values();
      out.append(r == 0 ? "[" : ",[");
      list(columns.stream().map(values::get).toList());
      out.append(']');
    }
    out.append(']');
  }

  private static boolean constant(List<Json.Members> rows, int column) {
    Json first = rows.getFirst().values().get(column);
    return rows.size() > 2 && rows.stream().allMatch(r -> r.values().get(column).equals(first));
  }

  /** A name without its quotes where nothing in it could be misread. */
  private static String name(String quoted) {
    String bare = quoted.substring(1, quoted.length() - 1);
    boolean simple =
        !bare.isEmpty() && bare.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    return simple ? bare : quoted;
  }
}

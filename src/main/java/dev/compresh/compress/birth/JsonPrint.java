package dev.compresh.compress.birth;

import java.util.ArrayList;
import java.util.List;

/**
 * Prints JSON without blanks, and lists of records as tables: {@code [{id,name}:[1,"a"],[2,"b"]]}.
 * What is the same in every record stands once, before the columns; a record in each record is a
 * table in the table, and an object whose values are such records keeps their names before the
 * rows: {@code {*{id}:"x":[1],"y":[2]}}. Raw text of values is kept.
 */
final class JsonPrint {
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

  /** {@code object} with {@code word} in place of its value at {@code index}. */
  static String without(Json.Members object, int index, String word) {
    List<Json> values = new ArrayList<>(object.values());
    values.set(index, new Json.Leaf(word));
    return of(new Json.Members(object.names(), values), false);
  }

  /** Records of one table, a row on a line, below a line of their columns' names. */
  static String lines(Table table) {
    JsonPrint print = new JsonPrint(false);
    print.head(table);
    print.out.append(':');
    for (int r = 0; r < table.size(); r++) {
      print.out.append('\n');
      print.row(table, r);
    }
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
    Table table = Table.of(members.values(), Table.FEWEST_NAMED);
    out.append('{');
    if (table != null) {
      out.append('*');
      head(table);
      out.append(':');
    }
    for (int i = 0; i < members.names().size(); i++) {
      out.append(i == 0 ? "" : ",").append(members.names().get(i)).append(':');
      if (table != null) {
        row(table, i);
      } else {
        value(members.values().get(i));
      }
    }
    out.append('}');
  }

  private void items(Json.Items items) {
    Table table = Table.of(items.items(), Table.FEWEST_ROWS);
    out.append('[');
    if (table != null) {
      head(table);
      out.append(':');
    }
    for (int i = 0; i < items.items().size(); i++) {
      out.append(i == 0 ? "" : ",");
      if (table != null) {
        row(table, i);
      } else {
        value(items.items().get(i));
      }
    }
    out.append(']');
  }

  /** The names of a table's columns; what is the same in every row, first. */
  private void head(Table table) {
    out.append('{');
    String before = "";
    for (int c = 0; c < table.names().size(); c++) {
      Json constant = table.constants().get(c);
      if (constant != null) {
        out.append(before).append(name(table.names().get(c))).append('=');
        value(constant);
        before = ",";
      }
    }
    for (int c = 0; c < table.names().size(); c++) {
      if (table.constants().get(c) == null) {
        out.append(before).append(name(table.names().get(c)));
        Table inner = table.inner().get(c);
        if (inner != null) {
          head(inner);
        }
        before = ",";
      }
    }
    out.append('}');
  }

  private void row(Table table, int r) {
    out.append('[');
    String before = "";
    for (int c = 0; c < table.names().size(); c++) {
      if (table.constants().get(c) != null) {
        continue;
      }
      out.append(before);
      before = ",";
      Table inner = table.inner().get(c);
      if (inner == null) {
        value(table.rows().get(r).values().get(c));
      } else {
        row(inner, r);
      }
    }
    out.append(']');
  }

  /** A name without its quotes where nothing in it could be misread. */
  private static String name(String quoted) {
    String bare = quoted.substring(1, quoted.length() - 1);
    boolean simple =
        !bare.isEmpty() && bare.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    return simple ? bare : quoted;
  }
}

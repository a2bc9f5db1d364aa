package dev.compresh.compress.birth;

import org.jspecify.annotations.Nullable;

/**
 * Prints JSON without blanks, and lists of records as tables: {@code [{id,name}:[1,"a"],[2,"b"]]}.
 * What is the same in every record stands once, with its column's name: {@code {id,kind="a"}}; a
 * record in each record is a table in the table, and an object whose values are such records keeps
 * their names before the rows: {@code {*{id}:"x":[1],"y":[2]}}. A string that holds JSON stands as
 * that JSON, behind {@code json} and the number of blanks by which it was indented. Raw text of
 * numbers is kept.
 */
final class JsonPrint {
  /** What stands before JSON that stood in a string. */
  static final String EMBEDDED = "json";

  /** Shorter strings are shorter as they are. */
  private static final int SHORTEST_EMBEDDED = 16;

  private final StringBuilder out = new StringBuilder();

  /** Whether strings must stay byte for byte: they are within another string. */
  private boolean exact;

  private JsonPrint() {}

  static String of(Json json) {
    JsonPrint print = new JsonPrint();
    print.value(json);
    return print.out.toString();
  }

  /** {@code json} without blanks and with short strings, and nothing else changed. */
  static String canonical(Json json) {
    return JsonLayout.COMPACT.print(shortened(json));
  }

  private static Json shortened(Json json) {
    return switch (json) {
      case Json.Leaf leaf -> new Json.Leaf(JsonString.canonical(leaf.raw()));
      case Json.Items items ->
          new Json.Items(items.items().stream().map(JsonPrint::shortened).toList());
      case Json.Members members ->
          new Json.Members(
              members.names().stream().map(JsonString::canonical).toList(),
              members.values().stream().map(JsonPrint::shortened).toList());
    };
  }

  /** {@code json} with {@code word} in place of the leaf {@code leaf} in it. */
  static String without(Json json, Json.Leaf leaf, String word) {
    return canonical(replaced(json, leaf, new Json.Leaf(word)));
  }

  private static Json replaced(Json json, Json.Leaf leaf, Json.Leaf by) {
    return switch (json) {
      case Json.Leaf other -> other.equals(leaf) ? by : other;
      case Json.Items items ->
          new Json.Items(items.items().stream().map(item -> replaced(item, leaf, by)).toList());
      case Json.Members members ->
          new Json.Members(
              members.names(),
              members.values().stream().map(value -> replaced(value, leaf, by)).toList());
    };
  }

  /** Records of one table, a row on a line, below a line of their columns' names. */
  static String lines(Table table) {
    JsonPrint print = new JsonPrint();
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
      case Json.Leaf leaf -> leaf(leaf.raw());
      case Json.Members members -> members(members);
      case Json.Items items -> items(items);
    }
  }

  private void leaf(String raw) {
    String text = raw.length() < SHORTEST_EMBEDDED ? null : embedded(raw);
    Json json = text == null ? null : Json.of(text);
    JsonLayout layout = text == null || json == null ? null : JsonLayout.of(text, json);
    if (json == null || layout == null) {
      out.append(exact ? raw : JsonString.canonical(raw));
      return;
    }
    boolean before = exact;
    exact = true;
    out.append(EMBEDDED).append(layout.sign());
    value(json);
    exact = before;
  }

  /** The text of a string that may hold JSON, null where it can't. */
  private @Nullable String embedded(String raw) {
    boolean open = raw.charAt(0) == '"' && (raw.charAt(1) == '{' || raw.charAt(1) == '[');
    String text = open ? JsonString.decode(raw) : null;
    boolean comes = text != null && (!exact || JsonString.encode(text).equals(raw));
    return comes ? text : null;
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
      out.append(i == 0 ? "" : ",").append(quoted(members.names().get(i))).append(':');
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

  /** The names of a table's columns, with what is the same in every row. */
  private void head(Table table) {
    out.append('{');
    for (int c = 0; c < table.names().size(); c++) {
      out.append(c == 0 ? "" : ",").append(name(table.names().get(c)));
      Json constant = table.constants().get(c);
      Table inner = table.inner().get(c);
      if (constant != null) {
        out.append('=');
        value(constant);
      } else if (inner != null) {
        head(inner);
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

  private String quoted(String name) {
    return exact ? name : JsonString.canonical(name);
  }

  /** A name without its quotes where nothing in it could be misread. */
  private String name(String quoted) {
    String bare = quoted.substring(1, quoted.length() - 1);
    boolean simple =
        !bare.isEmpty() && bare.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
    return simple ? bare : quoted(quoted);
  }
}

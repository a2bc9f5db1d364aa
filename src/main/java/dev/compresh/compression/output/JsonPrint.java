package dev.compresh.compression.output;

import org.jspecify.annotations.Nullable;

/**
 * Prints JSON without blanks, and lists of records as tables: {@code [{id,name}:[1,"a"],[2,"b"]]}.
 * What is the same in every record is printed once, with its column's name: {@code {id,kind="a"}};
 * a record in each record is a table in the table, and an object whose values are such records
 * keeps their names before the rows: {@code {*{id}:"x":[1],"y":[2]}}. A string that holds JSON
 * appears as that JSON, behind {@code json} and the number of blanks by which it was indented. Raw
 * text of numbers is kept.
 */
final class JsonPrint {
  /** What comes before JSON that stood in a string. */
  static final String EMBEDDED = "json";

  /** Shorter strings are shorter as they are. */
  private static final int SHORTEST_EMBEDDED = 16;

  private final StringBuilder out = new StringBuilder();

  /** Whether strings must stay byte for byte: they are within another string. */
  private boolean exact;

  private JsonPrint() {}

  static String render(JsonTree jsonTree) {
    JsonPrint print = new JsonPrint();
    print.value(jsonTree);
    return print.out.toString();
  }

  /** {@code json} without blanks and with short strings, and nothing else changed. */
  static String canonical(JsonTree jsonTree) {
    return JsonLayout.COMPACT.print(shortened(jsonTree));
  }

  private static JsonTree shortened(JsonTree jsonTree) {
    return switch (jsonTree) {
      case JsonTree.JsonLeaf jsonLeaf ->
          new JsonTree.JsonLeaf(JsonString.canonical(jsonLeaf.raw()));
      case JsonTree.JsonItems jsonItems ->
          new JsonTree.JsonItems(jsonItems.items().stream().map(JsonPrint::shortened).toList());
      case JsonTree.JsonMembers jsonMembers ->
          new JsonTree.JsonMembers(
              jsonMembers.names().stream().map(JsonString::canonical).toList(),
              jsonMembers.values().stream().map(JsonPrint::shortened).toList());
    };
  }

  /** {@code json} with {@code word} in place of the leaf {@code leaf} in it. */
  static String renderWithout(JsonTree jsonTree, JsonTree.JsonLeaf jsonLeaf, String word) {
    return canonical(replaced(jsonTree, jsonLeaf, new JsonTree.JsonLeaf(word)));
  }

  private static JsonTree replaced(
      JsonTree jsonTree, JsonTree.JsonLeaf jsonLeaf, JsonTree.JsonLeaf by) {
    return switch (jsonTree) {
      case JsonTree.JsonLeaf other -> other.equals(jsonLeaf) ? by : other;
      case JsonTree.JsonItems jsonItems ->
          new JsonTree.JsonItems(
              jsonItems.items().stream().map(item -> replaced(item, jsonLeaf, by)).toList());
      case JsonTree.JsonMembers jsonMembers ->
          new JsonTree.JsonMembers(
              jsonMembers.names(),
              jsonMembers.values().stream().map(value -> replaced(value, jsonLeaf, by)).toList());
    };
  }

  /** Records of one table, a row on a line, below a line of their columns' names. */
  static String lines(RecordTable recordTable) {
    JsonPrint print = new JsonPrint();
    print.head(recordTable);
    print.out.append(':');
    for (int r = 0; r < recordTable.size(); r++) {
      print.out.append('\n');
      print.row(recordTable, r);
    }
    return print.out.toString();
  }

  private void value(JsonTree jsonTree) {
    switch (jsonTree) {
      case JsonTree.JsonLeaf jsonLeaf -> leaf(jsonLeaf.raw());
      case JsonTree.JsonMembers jsonMembers -> members(jsonMembers);
      case JsonTree.JsonItems jsonItems -> items(jsonItems);
    }
  }

  private void leaf(String raw) {
    String text = raw.length() < SHORTEST_EMBEDDED ? null : embedded(raw);
    JsonTree jsonTree = text == null ? null : JsonTree.of(text);
    JsonLayout layout = text == null || jsonTree == null ? null : JsonLayout.of(text, jsonTree);
    if (jsonTree == null || layout == null) {
      out.append(exact ? raw : JsonString.canonical(raw));
      return;
    }
    boolean before = exact;
    exact = true;
    out.append(EMBEDDED).append(layout.sign());
    value(jsonTree);
    exact = before;
  }

  /** The text of a string that may hold JSON, null where it can't. */
  private @Nullable String embedded(String raw) {
    boolean open = raw.charAt(0) == '"' && (raw.charAt(1) == '{' || raw.charAt(1) == '[');
    String text = open ? JsonString.decode(raw) : null;
    boolean comes = text != null && (!exact || JsonString.encode(text).equals(raw));
    return comes ? text : null;
  }

  private void members(JsonTree.JsonMembers jsonMembers) {
    RecordTable recordTable = RecordTable.of(jsonMembers.values(), RecordTable.FEWEST_NAMED);
    out.append('{');
    if (recordTable != null) {
      out.append('*');
      head(recordTable);
      out.append(':');
    }
    for (int i = 0; i < jsonMembers.names().size(); i++) {
      out.append(i == 0 ? "" : ",").append(quoted(jsonMembers.names().get(i))).append(':');
      if (recordTable != null) {
        row(recordTable, i);
      } else {
        value(jsonMembers.values().get(i));
      }
    }
    out.append('}');
  }

  private void items(JsonTree.JsonItems jsonItems) {
    RecordTable recordTable = RecordTable.of(jsonItems.items(), RecordTable.FEWEST_ROWS);
    out.append('[');
    if (recordTable != null) {
      head(recordTable);
      out.append(':');
    }
    for (int i = 0; i < jsonItems.items().size(); i++) {
      out.append(i == 0 ? "" : ",");
      if (recordTable != null) {
        row(recordTable, i);
      } else {
        value(jsonItems.items().get(i));
      }
    }
    out.append(']');
  }

  /** The names of a table's columns, with what is the same in every row. */
  private void head(RecordTable recordTable) {
    out.append('{');
    for (int c = 0; c < recordTable.names().size(); c++) {
      out.append(c == 0 ? "" : ",").append(name(recordTable.names().get(c)));
      JsonTree constant = recordTable.constants().get(c);
      RecordTable inner = recordTable.inner().get(c);
      if (constant != null) {
        out.append('=');
        value(constant);
      } else if (inner != null) {
        head(inner);
      }
    }
    out.append('}');
  }

  private void row(RecordTable recordTable, int r) {
    out.append('[');
    String before = "";
    for (int c = 0; c < recordTable.names().size(); c++) {
      if (recordTable.constants().get(c) != null) {
        continue;
      }
      out.append(before);
      before = ",";
      RecordTable inner = recordTable.inner().get(c);
      if (inner == null) {
        value(recordTable.rows().get(r).values().get(c));
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

package dev.compresh.compression.output;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A JSON list with a result for each query of one call, as Cline sends it: {@code
 * [{"query":"a.js","result":"…","success":true}, …]}. Each result's text is printed below its own
 * line, so that its lines are lines.
 */
final class JsonResultList {
  private static final String QUERY = "\"query\"";
  private static final String RESULT = "\"result\"";

  /** The texts make up so much of the list, in hundredths. */
  private static final int SHARE = 60;

  private JsonResultList() {}

  /** {@code list} taken apart, null where it is no such list. */
  static @Nullable JsonEnvelope of(JsonTree list) {
    if (!(list instanceof JsonTree.JsonItems(List<JsonTree> items)) || items.size() < 2) {
      return null;
    }
    StringBuilder printed = new StringBuilder("[");
    long shown = 0;
    for (int i = 0; i < items.size(); i++) {
      JsonTree.JsonLeaf result = result(items.get(i));
      if (result == null) {
        return null;
      }
      String body = result.raw().contains("\\n") ? JsonString.decode(result.raw()) : null;
      printed.append(i == 0 ? "" : "\n");
      printed.append(
          body == null
              ? JsonPrint.canonical(items.get(i))
              : JsonPrint.renderWithout(items.get(i), result, JsonEnvelope.BELOW));
      printed.append(i == items.size() - 1 ? ']' : ',');
      if (body != null) {
        printed.append('\n').append(body);
        shown += result.raw().length();
      }
    }
    String whole = JsonPrint.canonical(list);
    String text = printed.toString();
    int feed = text.indexOf('\n');
    return shown * 100 >= (long) whole.length() * SHARE && whole.equals(restore(text))
        ? new JsonEnvelope(text.substring(0, feed + 1), text.substring(feed + 1))
        : null;
  }

  /** The list that {@code printed} shows, null where it shows none. */
  static @Nullable String restore(String printed) {
    if (!printed.startsWith("[{" + QUERY)) {
      return null;
    }
    StringBuilder list = new StringBuilder();
    List<String> body = new ArrayList<>();
    String open = "";
    boolean ended = false;
    for (String line : LineNumberGutter.lines(printed)) {
      if (!ended && isItem(line, list.isEmpty() && open.isEmpty())) {
        close(list, open, body);
        open = line;
        body.clear();
        ended = line.endsWith("]");
      } else {
        body.add(line);
      }
    }
    close(list, open, body);
    String whole = list.toString();
    return ended && JsonTree.of(whole) != null ? whole : null;
  }

  /** Adds the item that the line {@code open} begins, with its text. */
  private static void close(StringBuilder list, String open, List<String> body) {
    int below = JsonEnvelope.locateText(open);
    if (below < 0) {
      list.append(open);
      return;
    }
    list.append(open, 0, below)
        .append(JsonString.encode(String.join("\n", body)))
        .append(open.substring(below + JsonEnvelope.BELOW.length()));
  }

  /** Returns whether {@code line} is one that begins an item. */
  private static boolean isItem(String line, boolean first) {
    String start = (first ? "[{" : "{") + QUERY;
    if (!line.startsWith(start) || !(line.endsWith("},") || line.endsWith("}]"))) {
      return false;
    }
    String item = line.substring(first ? 1 : 0, line.length() - 1);
    int below = JsonEnvelope.locateText(item);
    String whole =
        below < 0
            ? item
            : item.substring(0, below)
                + "\"\""
                + item.substring(below + JsonEnvelope.BELOW.length());
    JsonTree tree = JsonTree.of(whole);
    return tree != null && result(tree) != null;
  }

  private static JsonTree.@Nullable JsonLeaf result(JsonTree item) {
    boolean isResult =
        item instanceof JsonTree.JsonMembers(List<String> names, List<JsonTree> _)
            && !names.isEmpty()
            && names.getFirst().equals(QUERY)
            && names.contains(RESULT);
    if (!isResult) {
      return null;
    }
    JsonTree.JsonMembers members = (JsonTree.JsonMembers) item;
    JsonTree value = members.values().get(members.names().indexOf(RESULT));
    return value instanceof JsonTree.JsonLeaf leaf && leaf.raw().startsWith("\"") ? leaf : null;
  }
}

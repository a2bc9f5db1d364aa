package dev.compresh.admin.api;

import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Pages of lists: ask the store for one more than {@code limit}, so that the end is known. */
public final class ListPage {
  private ListPage() {}

  /**
   * The page that {@code found} begins with.
   *
   * @param found up to {@code limit + 1} entries
   * @param cursor what names an entry's place, for the page behind it
   */
  public static <T> ApiAnswer build(
      List<T> found, int limit, Function<T, ? extends JsonNode> json, Function<T, String> cursor) {
    ObjectNode page = JsonNodeFactory.instance.objectNode();
    ArrayNode data = page.putArray("data");
    List<T> shown = found.size() > limit ? found.subList(0, limit) : found;
    shown.forEach(entry -> data.add(json.apply(entry)));
    page.put("next_cursor", found.size() > limit ? cursor.apply(shown.getLast()) : null);
    return ApiAnswer.ok(page);
  }

  /** A list that is never long. */
  public static <T> ApiAnswer whole(List<T> all, Function<T, ? extends JsonNode> json) {
    return build(all, all.size(), json, _ -> "");
  }
}

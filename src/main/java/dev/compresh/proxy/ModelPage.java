package dev.compresh.proxy;

import dev.compresh.provider.ModelList.ListedModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of models, as Anthropic's clients ask for it: {@code limit}, and {@code
 * after_id} or {@code before_id}.
 *
 * @param more whether there are others in the direction asked for
 */
record ModelPage(List<ListedModel> entries, boolean more) {
  /** Anthropic's bound; without a limit all come up to it. */
  private static final int MOST = 1_000;

  /** The page of {@code all} that {@code query} asks for (400 where it can't be). */
  static StageResult<ModelPage> paginate(List<ListedModel> all, @Nullable String query) {
    String limit = value(query, "limit");
    int most = limit == null ? MOST : number(limit);
    if (most < 1 || most > MOST) {
      return StageResult.stop(
          ApiErrors.value("limit", "'limit' must be a whole number from 1 to 1000."));
    }
    String after = value(query, "after_id");
    String before = value(query, "before_id");
    if (after != null && before != null) {
      return StageResult.stop(
          ApiErrors.value("before_id", "Send 'after_id' or 'before_id', not both."));
    }
    String cursor = after == null ? before : after;
    int at = cursor == null ? -1 : place(all, cursor);
    if (cursor != null && at < 0) {
      String param = after == null ? "before_id" : "after_id";
      return StageResult.stop(
          ApiErrors.value(param, "'" + param + "' is not a model in this list."));
    }
    int from = before == null ? at + 1 : Math.max(0, at - most);
    int to = before == null ? Math.min(all.size(), from + most) : at;
    boolean more = before == null ? to < all.size() : from > 0;
    return StageResult.next(new ModelPage(all.subList(from, to), more));
  }

  /** The place of the model of that id in {@code all}; -1 where it is not there. */
  static int place(List<ListedModel> all, String id) {
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** A number of up to five digits; 0 for another text. */
  static int number(String text) {
    boolean digits = !text.isEmpty() && text.length() < 6;
    return digits && text.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(text) : 0;
  }

  /** A parameter of the query, escapes undone; null where it is not there. */
  static @Nullable String value(@Nullable String query, String name) {
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return LocalEndpoints.decoded(pair.substring(name.length() + 1));
      }
    }
    return null;
  }
}

package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the ids of what a provider makes and keeps while its answer passes: the response, its
 * conversation, containers of code and files in them. Bounded.
 */
final class MadeObjects {
  private static final int MOST = 32;

  private final @Nullable Dialect dialect;
  private final boolean streamed;
  private final Set<String> ids = new LinkedHashSet<>(2);

  MadeObjects(@Nullable Dialect dialect, boolean streamed) {
    this.dialect = dialect;
    this.streamed = streamed;
  }

  List<String> ids() {
    return List.copyOf(ids);
  }

  /** Takes a string of the answer, at its path. */
  void string(JsonScan at) {
    boolean kept =
        switch (at.name()) {
          case ID -> names(at);
          case CONTAINER_ID, FILE_ID -> dialect == Dialect.RESPONSES || dialect == Dialect.MESSAGES;
          case CONVERSATION -> dialect == Dialect.RESPONSES && at.depth() <= 2;
          default -> false;
        };
    if (kept && ids.size() < MOST) {
      String id = at.word();
      if (!id.isEmpty()) {
        ids.add(id);
      }
    }
  }

  private boolean names(JsonScan at) {
    int depth = at.depth();
    if (dialect == null || dialect == Dialect.CHAT || depth < 1 || at.array(depth)) {
      return false;
    }
    if (dialect == Dialect.RESPONSES && depth == 1) {
      return !streamed;
    }
    return switch (at.container(depth)) {
      case RESPONSE -> dialect == Dialect.RESPONSES && depth == 2;
      case CONVERSATION -> dialect == Dialect.RESPONSES && depth <= 3;
      case CONTAINER -> depth <= 3;
      default -> false;
    };
  }
}

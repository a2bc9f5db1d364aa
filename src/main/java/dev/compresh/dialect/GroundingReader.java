package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;

/**
 * Counts the searches that Gemini's answers are grounded in: the usage object does not tell them.
 * Of a stream the answer that lists most counts, as later ones repeat earlier ones.
 */
final class GroundingReader {
  private long here;
  private long most;

  /** An object or array begins: the root of an answer begins a count. */
  void open(JsonScan at) {
    boolean isRoot = at.depth() == 1 || (at.depth() == 2 && at.array(1));
    here = isRoot ? 0 : here;
  }

  /** A string ended. */
  void string(JsonScan at) {
    int depth = at.depth();
    boolean isQuery =
        depth >= 2
            && at.array(depth)
            && at.container(depth - 1) == MemberNames.GROUNDING_METADATA
            && (at.container(depth) == MemberNames.WEB_SEARCH_QUERIES
                || at.container(depth) == MemberNames.IMAGE_SEARCH_QUERIES);
    if (isQuery) {
      here++;
      most = Math.max(most, here);
    }
  }

  /** The searches seen. */
  ServerToolCalls counted() {
    return most == 0
        ? ServerToolCalls.NONE
        : new ServerToolCalls(Math.min(most, ExtrasReader.MOST_CALLS), 0, 0, 0, 0, 0, 0);
  }
}

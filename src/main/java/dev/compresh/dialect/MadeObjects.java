package dev.compresh.dialect;

import dev.compresh.json.JsonScan;
import dev.compresh.json.MemberNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Gathers the ids of what a provider makes and keeps while its answer passes: the response, its
 * conversation, containers of code and files in them. Bounded.
 */
final class MadeObjects {
  private static final int MOST = 32;

  private final AnswerFormat answerFormat;
  private final boolean streamed;
  private final Set<String> ids = new LinkedHashSet<>(2);

  MadeObjects(AnswerFormat answerFormat, boolean streamed) {
    this.answerFormat = answerFormat;
    this.streamed = streamed;
  }

  List<String> ids() {
    return List.copyOf(ids);
  }

  /** Takes a string of the answer, at its path. */
  void string(JsonScan at) {
    if (answerFormat.isMadeObject(at, streamed) && ids.size() < MOST) {
      String id = at.word();
      if (!id.isEmpty()) {
        ids.add(id);
      }
    }
  }

  /** Returns whether the member at {@code at} is of a container, where a provider runs code. */
  static boolean isInContainer(JsonScan at) {
    int depth = at.depth();
    return depth >= 1
        && depth <= 3
        && !at.array(depth)
        && at.container(depth) == MemberNames.CONTAINER;
  }
}

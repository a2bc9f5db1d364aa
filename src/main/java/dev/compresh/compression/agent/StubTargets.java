package dev.compresh.compression.agent;

import dev.compresh.compression.eviction.FileAccess;
import dev.compresh.compression.eviction.UnchangedStub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the full texts that stubs point to: the last read of the same file above each stub. */
final class StubTargets {
  private StubTargets() {}

  /** Indices in {@code results} of what stubs point to. */
  static Set<Integer> find(List<DecidedResult> results) {
    Map<String, Integer> read = new HashMap<>();
    Set<Integer> targets = new HashSet<>();
    for (int i = 0; i < results.size(); i++) {
      DecidedResult result = results.get(i);
      FileAccess access = result.access();
      if (!access.known() || access.changes()) {
        continue;
      }
      if (!isStub(result)) {
        read.put(access.path(), i);
      } else if (read.containsKey(access.path())) {
        targets.add(read.get(access.path()));
      }
    }
    return targets;
  }

  /**
   * Returns what the stubs among {@code fresh} point to and what was cut before they came: an agent
   * that believes it still in the prompt will not show it again.
   */
  static List<DecidedResult> cut(ConversationSnapshot snapshot, List<DecidedResult> fresh) {
    if (fresh.stream().noneMatch(StubTargets::isStub)) {
      return List.of();
    }
    List<DecidedResult> results = new ArrayList<>();
    snapshot.turns().forEach(turn -> results.addAll(turn.results()));
    return find(results).stream()
        .sorted()
        .map(results::get)
        .filter(result -> result.crush().cut())
        .toList();
  }

  private static boolean isStub(DecidedResult result) {
    FileAccess access = result.access();
    return access.known() && !access.changes() && UnchangedStub.matches(result.original());
  }
}

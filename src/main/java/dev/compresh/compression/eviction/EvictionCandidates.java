package dev.compresh.compression.eviction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Selects the results that may be evicted, and their order: superseded reads first, then what can
 * be got again, oldest first, then the rest. The newest version of a file that was changed is not
 * among them.
 *
 * @param superseded indices of reads of files that were read again, oldest first
 * @param runs of what commands printed and tools reported, oldest first
 * @param texts of text of files, read or found, oldest first: what later steps go back to
 * @param rest of results that can't be got again, oldest first
 */
public record EvictionCandidates(
    List<Integer> superseded, List<Integer> runs, List<Integer> texts, List<Integer> rest) {
  /** A marker has about twenty tokens: what has few more is left alone. */
  private static final int LEAST_TOKENS = 60;

  private EvictionCandidates() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /**
   * The stale ones of {@code results}.
   *
   * @param results all of the conversation, in order
   * @param changed paths of files that calls have changed
   * @param until index of the first message that is too recent
   */
  public static EvictionCandidates of(List<HeldResult> results, Set<String> changed, int until) {
    Set<Integer> replaced = replaced(results);
    EvictionCandidates evictionCandidates = new EvictionCandidates();
    for (int i = 0; i < results.size() && results.get(i).message() < until; i++) {
      HeldResult heldResult = results.get(i);
      boolean newest = changed.contains(heldResult.access().path()) && !replaced.contains(i);
      if (!heldResult.fixed() && heldResult.tokens() >= LEAST_TOKENS && !newest) {
        evictionCandidates.list(heldResult, replaced.contains(i)).add(i);
      }
    }
    return evictionCandidates;
  }

  /** All of them, in the order in which they may go. */
  public List<Integer> all() {
    List<Integer> all = obtainable();
    all.addAll(rest);
    return all;
  }

  /** Those that can be got again, in the order in which they may go. */
  public List<Integer> obtainable() {
    List<Integer> obtainable = new ArrayList<>(superseded);
    obtainable.addAll(runs);
    obtainable.addAll(texts);
    return obtainable;
  }

  private List<Integer> list(HeldResult heldResult, boolean replaced) {
    if (replaced) {
      return superseded;
    }
    return switch (RecoveryHint.of(heldResult.use())) {
      case READ -> texts;
      case RUN, DONE, CALL -> runs;
      case NEVER -> rest;
    };
  }

  /** Those of which a later one shows all they show. */
  private static Set<Integer> replaced(List<HeldResult> results) {
    Set<Integer> replaced = new HashSet<>();
    Map<String, List<FileAccess>> later = new HashMap<>();
    for (int i = results.size() - 1; i >= 0; i--) {
      FileAccess fileAccess = results.get(i).access();
      if (!fileAccess.known()) {
        continue;
      }
      List<FileAccess> newer = later.computeIfAbsent(fileAccess.path(), path -> new ArrayList<>());
      if (newer.stream().anyMatch(n -> n.covers(fileAccess))) {
        replaced.add(i);
      } else if (fileAccess.sure()) {
        newer.add(fileAccess);
      }
    }
    return replaced;
  }
}

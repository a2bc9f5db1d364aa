package dev.compresh.compress.anchor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which results may go, and in which order: superseded reads first, then what can be got again,
 * oldest first, then the rest. The newest version of a file that was changed is not among them.
 *
 * @param superseded indices of reads of files that were read again, oldest first
 * @param runs of what commands printed and tools told, oldest first
 * @param texts of text of files, read or found, oldest first: what later steps go back to
 * @param rest of results that can't be got again, oldest first
 */
public record Stale(
    List<Integer> superseded, List<Integer> runs, List<Integer> texts, List<Integer> rest) {
  /** A marker has about twenty tokens: what has few more is left alone. */
  private static final int LEAST_TOKENS = 60;

  private Stale() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /**
   * The stale ones of {@code results}.
   *
   * @param results all of the conversation, in order
   * @param changed paths of files that calls have changed
   * @param until index of the first message that is too recent
   */
  public static Stale of(List<Held> results, Set<String> changed, int until) {
    Set<Integer> replaced = replaced(results);
    Stale stale = new Stale();
    for (int i = 0; i < results.size() && results.get(i).message() < until; i++) {
      Held held = results.get(i);
      boolean newest = changed.contains(held.access().path()) && !replaced.contains(i);
      if (!held.fixed() && held.tokens() >= LEAST_TOKENS && !newest) {
        stale.list(held, replaced.contains(i)).add(i);
      }
    }
    return stale;
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

  private List<Integer> list(Held held, boolean replaced) {
    if (replaced) {
      return superseded;
    }
    return switch (Again.of(held.use())) {
      case READ -> texts;
      case RUN, DONE, CALL -> runs;
      case NEVER -> rest;
    };
  }

  /** Those of which a later one shows all they show. */
  private static Set<Integer> replaced(List<Held> results) {
    Set<Integer> replaced = new HashSet<>();
    Map<String, List<Access>> later = new HashMap<>();
    for (int i = results.size() - 1; i >= 0; i--) {
      Access access = results.get(i).access();
      if (!access.known()) {
        continue;
      }
      List<Access> newer = later.computeIfAbsent(access.path(), path -> new ArrayList<>());
      if (newer.stream().anyMatch(n -> n.covers(access))) {
        replaced.add(i);
      } else if (access.sure()) {
        newer.add(access);
      }
    }
    return replaced;
  }
}

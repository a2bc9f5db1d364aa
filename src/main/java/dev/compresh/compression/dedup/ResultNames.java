package dev.compresh.compression.dedup;

import dev.compresh.compression.ToolUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names for results by which a reader of the prompt finds them: what was called, as short as tells
 * it from all others above. Results of one call that nothing distinguishes are counted.
 */
public final class ResultNames {
  /** Results with the same key beyond which no difference is looked for. */
  private static final int MOST_ALIKE = 1_000;

  private final List<NamedResult> entries = new ArrayList<>();

  /** Entries that may have a name, by the start of the command, or by tool and last segment. */
  private final Map<String, List<Integer>> buckets = new HashMap<>();

  private record NamedResult(
      int message, Set<String> keys, CallDescription called, boolean isPart) {}

  /** Takes in the result of {@code use}, the next of the conversation. */
  public ResultName add(int message, ToolUse use) {
    return add(message, use, 0, 1);
  }

  /**
   * Takes in the text {@code at} of the {@code texts} that the result of {@code use} holds. A name
   * means a whole result, so none leads to one of several texts, and they count as one.
   */
  public ResultName add(int message, ToolUse use, int at, int texts) {
    CallDescription called = CallDescription.of(use);
    Set<String> keys = new LinkedHashSet<>();
    if (at == 0) {
      keys.add(CallDescription.key(called));
      keys.add(CallDescription.key(called.whole()));
    }
    entries.add(new NamedResult(message, keys, called, texts > 1));
    for (String key : keys) {
      buckets.computeIfAbsent(key, k -> new ArrayList<>()).add(entries.size() - 1);
    }
    return new ResultName(entries.size() - 1, CallDescription.names(called).getFirst());
  }

  /** Forgets results of messages from {@code message} on. */
  public void truncate(int message) {
    while (!entries.isEmpty() && entries.getLast().message() >= message) {
      for (String key : entries.removeLast().keys()) {
        buckets.computeIfPresent(
            key,
            (k, bucket) -> {
              bucket.removeLast();
              return bucket.isEmpty() ? null : bucket;
            });
      }
    }
  }

  /**
   * Returns how the result {@code wanted} is called in the result {@code reader}, null for no way.
   */
  public @Nullable String describe(ResultName wanted, int reader) {
    CallDescription called = entries.get(wanted.number()).called();
    if (entries.get(wanted.number()).isPart()) {
      return null;
    }
    List<Integer> alike = bucket(CallDescription.key(called), reader);
    if (alike.isEmpty()) {
      return null;
    }
    List<CallDescription> rivals = new ArrayList<>();
    for (int i : alike) {
      if (i != wanted.number()) {
        rivals.add(entries.get(i).called());
      }
    }
    List<String> names = CallDescription.names(called);
    names.addAll(CallDescription.segments(called, rivals));
    String best = "";
    long fewest = Long.MAX_VALUE;
    for (String name : names) {
      long fits = rivals.stream().filter(rival -> rival.isNamed(name)).count();
      boolean better = fits < fewest || (fits == fewest && name.length() < best.length());
      if (better && called.isNamed(name)) {
        best = name;
        fewest = fits;
      }
    }
    if (fewest > 0 && !best.isEmpty()) {
      String name = best;
      long before = alike.stream().filter(i -> i < wanted.number() && isNamed(i, name)).count();
      best = ordinal((int) before + 1) + ' ' + name;
    }
    return best.isEmpty() || find(best, reader) != wanted.number() ? null : best;
  }

  /** The result that {@code said} means in the result {@code reader}, -1 for none or several. */
  public int find(String said, int reader) {
    int space = said.indexOf(' ');
    int ordinal = space < 0 ? 0 : number(said.substring(0, space));
    String name = ordinal > 0 ? said.substring(space + 1) : said;
    int found = -1;
    int count = 0;
    for (int i :
        bucket(
            name.startsWith("`")
                ? CallDescription.key(name.substring(1))
                : CallDescription.toolKey(name),
            reader)) {
      if (isNamed(i, name)) {
        count++;
        found = ordinal == 0 || count == ordinal ? i : found;
      }
    }
    boolean isOne = found >= 0 && (ordinal > 0 || count == 1);
    return isOne && !entries.get(found).isPart() ? found : -1;
  }

  private boolean isNamed(int entry, String name) {
    return entries.get(entry).called().isNamed(name);
  }

  /**
   * Returns what may have a name above the result {@code reader}; none where there are too many.
   */
  private List<Integer> bucket(String key, int reader) {
    List<Integer> all = buckets.getOrDefault(key, List.of());
    if (all.isEmpty() || all.getLast() < reader) {
      return all.size() > MOST_ALIKE ? List.of() : all;
    }
    List<Integer> above = new ArrayList<>();
    for (int i : all) {
      if (i >= reader || above.size() > MOST_ALIKE) {
        break;
      }
      above.add(i);
    }
    return above.size() > MOST_ALIKE ? List.of() : above;
  }

  private static String ordinal(int n) {
    boolean teen = n % 100 >= 11 && n % 100 <= 13;
    String end =
        switch (teen ? 0 : n % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
    return n + end;
  }

  /** The number that an ordinal says, 0 for other words. */
  private static int number(String word) {
    int n = 0;
    int at = 0;
    while (at < word.length() && at < 7 && word.charAt(at) >= '0' && word.charAt(at) <= '9') {
      n = n * 10 + word.charAt(at++) - '0';
    }
    return n > 0 && ordinal(n).equals(word) ? n : 0;
  }
}

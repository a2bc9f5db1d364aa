package dev.compresh.compression.topics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighted terms of a conversation, heaviest first. With each turn of the user's all weights lose a
 * sixteenth, so that a term not said again is at half its weight after eleven turns. Immutable;
 * integers only, so that it is the same on every machine.
 *
 * @param turns turns of the user's that went into it
 * @param tags at most {@link #MOST}
 */
public record TagCloud(long turns, List<CloudTag> tags) {
  /** More than are shown, so that what comes up again and again can rise. */
  public static final int MOST = 128;

  public static final TagCloud EMPTY = new TagCloud(0, List.of());

  private static final int KEPT = 15;
  private static final int OF = 16;

  /** Weight of one plain mention. */
  private static final long UNIT = 1_000;

  /** Names and identifiers say more about a topic than other words. */
  private static final long STRONG = 2;

  /** Assistants say much more than users, and less by their own choice. */
  private static final long USER = 2;

  /** Mentions in one message that count: a pasted text must not outweigh the talk. */
  private static final int COUNTED = 3;

  private static final long LEAST = 50;

  private static final Comparator<CloudTag> ORDER =
      Comparator.comparingLong(CloudTag::weight).reversed().thenComparing(CloudTag::key);

  /** The heaviest {@code most} terms. */
  public List<CloudTag> top(int most) {
    return tags.subList(0, Math.min(most, tags.size()));
  }

  /** The cloud once {@code text} was said; by the user, it begins a turn. */
  TagCloud said(boolean user, String text) {
    Map<String, CloudTag> next = new LinkedHashMap<>();
    for (CloudTag cloudTag : tags) {
      next.put(cloudTag.key(), user ? cloudTag.faded(KEPT, OF) : cloudTag);
    }
    Map<String, Integer> counts = new HashMap<>();
    for (TermMention termMention : TermExtractor.extract(text)) {
      if (counts.merge(termMention.key(), 1, Integer::sum) <= COUNTED) {
        long more = UNIT * (user ? USER : 1) * (termMention.strong() ? STRONG : 1);
        CloudTag known =
            next.getOrDefault(
                termMention.key(), new CloudTag(termMention.key(), termMention.form(), 0, 0L));
        next.put(termMention.key(), known.said(termMention.form(), termMention.vote(), more));
      }
    }
    List<CloudTag> sorted = new ArrayList<>(next.values());
    sorted.removeIf(cloudTag -> cloudTag.weight() < LEAST);
    sorted.sort(ORDER);
    return new TagCloud(
        turns + (user ? 1 : 0), List.copyOf(sorted.subList(0, Math.min(MOST, sorted.size()))));
  }
}

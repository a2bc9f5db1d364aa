package dev.compresh.compress.settled;

import dev.compresh.compress.Markers;
import dev.compresh.compress.birth.Alarm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A result once it has been answered.
 *
 * @param text what stays of it
 * @param standing the lines that stand in {@code text}; null for a line that stands for others
 */
public record Settled(String text, List<@Nullable String> standing) {
  /** Lines at the start and at the end that stay: what ran, and how it ended. */
  private static final int FIRST = 2;

  private static final int LAST = 3;

  /** Fewer lines in a row are not worth a line that says they are gone. */
  private static final int FEWEST_CUT = 3;

  /**
   * A word of the answer tells of a line where it stands in so few of them: more, and it names
   * none.
   */
  private static final int RARE = 1;

  /**
   * {@code lines} with those cut that {@code answer} does not speak of.
   *
   * @param answer text and calls of the assistant's answer
   * @param markers to tell lines that stand for others already
   */
  public static Settled of(List<String> lines, String answer, Markers markers) {
    boolean[] kept = kept(lines, answer, markers);
    List<@Nullable String> standing = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < lines.size()) {
      int end = at;
      while (end < lines.size() && !kept[end]) {
        end++;
      }
      if (end - at >= FEWEST_CUT) {
        text.append(at == 0 ? "" : "\n");
        text.append(markers.mark(end - at + " lines cut"));
        standing.add(null);
        at = end;
      } else {
        for (end = Math.max(end, at + 1); at < end; at++) {
          text.append(at == 0 ? "" : "\n").append(lines.get(at));
          standing.add(markers.is(lines.get(at)) ? null : lines.get(at));
        }
      }
    }
    return new Settled(text.toString(), standing);
  }

  private static boolean[] kept(List<String> lines, String answer, Markers markers) {
    boolean[] kept = new boolean[lines.size()];
    Set<String> said = Words.of(answer);
    Map<String, Integer> counts = Words.lines(lines);
    for (int i = 0; i < kept.length; i++) {
      String line = lines.get(i);
      boolean edge = i < FIRST || i >= kept.length - LAST;
      boolean marker = markers.is(line);
      kept[i] = edge || marker || Alarm.in(line) || spoken(line, said, counts);
    }
    return kept;
  }

  private static boolean spoken(String line, Set<String> said, Map<String, Integer> counts) {
    boolean[] hit = new boolean[1];
    Words.each(line, word -> hit[0] |= said.contains(word) && counts.getOrDefault(word, 0) <= RARE);
    return hit[0];
  }
}

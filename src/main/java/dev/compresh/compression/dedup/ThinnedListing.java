package dev.compresh.compression.dedup;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.output.GutterStyle;
import dev.compresh.compression.output.KeptNumber;
import dev.compresh.compression.output.LineNumberThinner;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a listing with a thinned gutter. Lines between two kept numbers carry the numbers between
 * them, where there are as many lines; references count as the lines that they stand for.
 */
final class ThinnedListing {
  private final List<String> lines;
  private final List<@Nullable String> bodies;
  private final int[] numbers;
  private boolean filled;

  private ThinnedListing(List<String> lines) {
    this.lines = lines;
    this.bodies = new ArrayList<>(lines);
    this.numbers = new int[lines.size()];
    Arrays.fill(numbers, -1);
  }

  /** {@code lines} of what {@code use} printed, null where they are no such listing. */
  static @Nullable ForwardedText read(
      ToolUse use, List<String> lines, ElisionMarkers elisionMarkers) {
    return LineNumberThinner.isPossible(use, lines)
        ? new ThinnedListing(lines).read(use, elisionMarkers)
        : null;
  }

  private @Nullable ForwardedText read(ToolUse use, ElisionMarkers elisionMarkers) {
    GutterStyle style = null;
    int open = -1;
    int last = -1;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      PointerText.LocalLines localLines = null;
      if (elisionMarkers.is(line)) {
        bodies.set(i, null);
        localLines = PointerText.here(ElisionMarkers.words(line));
      } else {
        KeptNumber kept = style == null ? KeptNumber.first(use, line) : KeptNumber.later(line);
        if (kept != null) {
          style = kept.style() == null ? style : kept.style();
          bodies.set(i, kept.body());
          localLines = new PointerText.LocalLines(kept.number(), kept.number());
          numbers[i] = kept.number();
        }
      }
      if (localLines != null) {
        fill(open, last, i, localLines.first());
        open = i;
        last = localLines.last();
      } else if (bodies.get(i) == null) {
        open = -1;
      }
    }
    boolean thinned = style != null && filled;
    return thinned
        ? new ForwardedText(lines, bodies, numbers, style, true, 0, numbers.length, false)
        : null;
  }

  /** Numbers the lines behind {@code from}, which has {@code last}, up to {@code to}. */
  private void fill(int from, int last, int to, int next) {
    if (from < 0 || next - last != to - from) {
      return;
    }
    boolean refers = bodies.get(from) == null || bodies.get(to) == null;
    filled |= to - from > 1 || refers;
    for (int i = from + 1; i < to; i++) {
      numbers[i] = last + i - from;
    }
  }
}

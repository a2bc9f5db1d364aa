package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import java.util.List;
import java.util.function.IntFunction;

/** Prints lines, with one marker for each run of lines that go. */
final class LineElision {
  /** Fewer lines in a row are not worth a line that counts them. */
  private static final int FEWEST = 3;

  private final ElisionMarkers elisionMarkers;
  private final IntFunction<String> words;

  /**
   * @param words what the marker for so many lines says
   */
  LineElision(ElisionMarkers elisionMarkers, IntFunction<String> words) {
    this.elisionMarkers = elisionMarkers;
    this.words = words;
  }

  /** {@code lines} without those that are {@code gone}. */
  String print(List<String> lines, boolean[] gone) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < gone.length) {
      int end = at;
      while (end < gone.length && gone[end]) {
        end++;
      }
      out.append(at == 0 ? "" : "\n");
      if (end - at >= FEWEST) {
        out.append(elisionMarkers.mark(words.apply(end - at)));
        at = end;
      } else {
        end = Math.max(end, at + 1);
        out.append(String.join("\n", lines.subList(at, end)));
        at = end;
      }
    }
    return out.toString();
  }
}

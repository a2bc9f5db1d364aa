package dev.compresh.compression.dedup;

import dev.compresh.compression.ToolUse;
import dev.compresh.compression.output.LineNumberGutter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds where a result repeats, as a whole, the one text that its own call holds: tools that write
 * a file or save a plan often show it once more.
 */
final class CallEcho {
  /** Fewer lines are a snippet, which shows whether an edit came out as meant. */
  private static final int FEWEST = 8;

  /** Places looked at; texts whose first line is at more of them are left alone. */
  private static final int MOST_PLACES = 64;

  static final String WORDS = " as written in this call";

  private CallEcho() {}

  /** The lines of {@code text} that repeat what {@code use} wrote; null for none. */
  static @Nullable RepeatedRun find(ToolUse use, ForwardedText text) {
    List<String> written = lines(use);
    List<String> shown = text.shown();
    if (written == null) {
      return null;
    }
    int places = 0;
    for (int at = 0; at + written.size() <= shown.size(); at++) {
      if (shown.get(at).equals(written.getFirst())) {
        if (++places > MOST_PLACES) {
          return null;
        }
        if (isInRow(text.numbers(), at, written.size())
            && shown.subList(at, at + written.size()).equals(written)) {
          return new RepeatedRun(
              at, written.size(), null, words(text.numbers(), at, written.size()));
        }
      }
    }
    return null;
  }

  private static boolean isInRow(int[] numbers, int from, int size) {
    int first = numbers[from];
    return numbers[from + size - 1] == (first < 0 ? first : first + size - 1);
  }

  private static String words(int[] numbers, int at, int size) {
    String what =
        numbers[at] < 0
            ? size + " lines"
            : new PointerText.LocalLines(numbers[at], numbers[at + size - 1]).toString();
    return what + WORDS;
  }

  /** The lines of the one text that {@code use} holds; null where it holds none, or several. */
  static @Nullable List<String> lines(ToolUse use) {
    if (use.written().size() != 1) {
      return null;
    }
    String text = use.written().getFirst();
    List<String> lines =
        LineNumberGutter.lines(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
    return lines.size() < FEWEST ? null : lines;
  }
}

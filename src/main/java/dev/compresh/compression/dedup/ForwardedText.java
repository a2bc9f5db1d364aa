package dev.compresh.compression.dedup;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.ToolUse;
import dev.compresh.compression.output.GutterStyle;
import dev.compresh.compression.output.LineNumberGutter;
import dev.compresh.compression.output.OutputRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result as it appears in the forwarded prompt, line by line, read from that text alone: the
 * program that writes references and the decoder that follows them see the same.
 *
 * @param lines the lines as they stand
 * @param bodies the same without line numbers; null where a marker appears
 * @param numbers the number of each line, also where a thinned gutter left it out; -1 for none
 * @param style how the tool printed the numbers, null where there are none
 * @param isThinned whether lines stand without the number that the tool printed
 * @param from the first line that the tool printed, behind words of the agent
 * @param to the line behind the last one that the tool printed and that is alone
 * @param isOpen whether the tool printed more, on a line with words of the agent
 */
public record ForwardedText(
    List<String> lines,
    List<@Nullable String> bodies,
    int[] numbers,
    @Nullable GutterStyle style,
    boolean isThinned,
    int from,
    int to,
    boolean isOpen) {

  /** Lines of no known tool, without numbers; null where a line does not stand there. */
  public static ForwardedText plain(List<? extends @Nullable String> lines) {
    List<String> shown = new ArrayList<>(lines.size());
    lines.forEach(line -> shown.add(line == null ? "" : line));
    int[] numbers = new int[lines.size()];
    Arrays.fill(numbers, -1);
    return new ForwardedText(
        shown, new ArrayList<>(lines), numbers, null, false, 0, numbers.length, false);
  }

  /** Lines as a tool printed them, none of them a marker. */
  public static ForwardedText of(List<OutputRow> rows) {
    List<String> lines = new ArrayList<>(rows.size());
    List<@Nullable String> bodies = new ArrayList<>(rows.size());
    for (OutputRow outputRow : rows) {
      lines.add(outputRow.line());
      bodies.add(outputRow.body());
    }
    int[] numbers = rows.stream().mapToInt(OutputRow::number).toArray();
    return new ForwardedText(
        lines, bodies, numbers, LineNumberGutter.style(rows), false, 0, rows.size(), false);
  }

  /** The text in the place of what {@code use} printed. */
  public static ForwardedText read(ToolUse use, String text, ElisionMarkers elisionMarkers) {
    // A last line feed ends a line; it does not start one.
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    ForwardedText thinned = ThinnedListing.read(use, LineNumberGutter.lines(whole), elisionMarkers);
    return thinned == null ? of(LineNumberGutter.rows(use, whole), elisionMarkers) : thinned;
  }

  /** Lines as a tool printed them, with markers for what the output filters took away. */
  public static ForwardedText of(List<OutputRow> rows, ElisionMarkers elisionMarkers) {
    ForwardedText text = of(rows);
    for (int i = 0; i < text.size(); i++) {
      if (elisionMarkers.is(text.lines().get(i))) {
        text.bodies().set(i, null);
      }
    }
    return text;
  }

  /**
   * The same lines, of which the agent said all that are not between {@code first} and {@code end}.
   *
   * @param open whether the tool printed the beginning of the line {@code end}
   */
  public ForwardedText slice(int first, int end, boolean open) {
    return new ForwardedText(lines, bodies, numbers, style, isThinned, first, end, open);
  }

  int size() {
    return bodies.size();
  }

  /** Returns whether {@code size} lines at {@code line} are all that the tool printed. */
  boolean isAll(int line, int size) {
    return !isOpen && line == from && line + size == to;
  }

  /** The bodies, empty where a marker appears. */
  List<String> shown() {
    return bodies.stream().map(body -> body == null ? "" : body).toList();
  }

  /** The line at {@code at} as the tool printed it. */
  String printed(int at) {
    String body = bodies.get(at);
    return body == null || numbers[at] < 0 || style == null || !isThinned
        ? lines.get(at)
        : style.print(numbers[at]) + body;
  }

  /** Returns where the line of {@code number} appears, -1 where none or more than one has it. */
  int place(int number) {
    int found = -1;
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] == number) {
        if (found >= 0) {
          return -1;
        }
        found = i;
      }
    }
    return found;
  }
}

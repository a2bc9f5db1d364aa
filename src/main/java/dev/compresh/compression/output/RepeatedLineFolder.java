package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.command.OutputKind;
import java.util.List;

/** The same line many times in a row is printed once, with a count. */
final class RepeatedLineFolder implements OutputFilter {
  /** Fewer are shorter as they are. */
  private static final int FEWEST = 4;

  private static final String WORDS = "the line above ";
  private static final String TIMES = " times";

  /** A line appears no more often than a text has characters. */
  private static final int MOST_DIGITS = 7;

  private final ElisionMarkers elisionMarkers;

  RepeatedLineFolder(ElisionMarkers elisionMarkers) {
    this.elisionMarkers = elisionMarkers;
  }

  @Override
  public String name() {
    return "repeated_lines";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.REVERSIBLE;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.TEXT, OutputKind.LISTING, OutputKind.SHELL, OutputKind.DATA);
  }

  @Override
  public String apply(String text) {
    List<String> lines = LineNumberGutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      int end = at + 1;
      while (end < lines.size() && lines.get(end).equals(line)) {
        end++;
      }
      if (end - at >= FEWEST) {
        out.append(line).append('\n').append(elisionMarkers.mark(WORDS + (end - at) + TIMES));
      } else {
        out.append(line).append(("\n" + line).repeat(end - at - 1));
      }
      out.append(end < lines.size() ? "\n" : "");
      at = end;
    }
    return out.toString();
  }

  @Override
  public String restore(String text) {
    if (!text.contains("[" + WORDS)) {
      return text;
    }
    List<String> lines = LineNumberGutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < lines.size(); i++) {
      int times = i == 0 ? 0 : times(lines.get(i));
      if (times > 1) {
        out.append(("\n" + lines.get(i - 1)).repeat(times - 1));
      } else {
        out.append(i == 0 ? "" : "\n").append(lines.get(i));
      }
    }
    return out.toString();
  }

  private int times(String line) {
    int from = 1 + WORDS.length();
    int to = line.indexOf(TIMES, from);
    boolean number = to > from && to - from <= MOST_DIGITS && line.startsWith("[" + WORDS);
    for (int i = from; number && i < to; i++) {
      number = line.charAt(i) >= '0' && line.charAt(i) <= '9';
    }
    return number && elisionMarkers.is(line) ? Integer.parseInt(line.substring(from, to)) : 0;
  }
}

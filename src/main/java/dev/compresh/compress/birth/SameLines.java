package dev.compresh.compress.birth;

import dev.compresh.compress.Markers;
import java.util.List;

/** The same line many times in a row stands once, with a count. */
final class SameLines {
  /** Fewer are shorter as they are. */
  private static final int FEWEST = 4;

  private final Markers markers;

  SameLines(Markers markers) {
    this.markers = markers;
  }

  String collapse(String text) {
    List<String> lines = Gutter.lines(text);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at);
      int end = at + 1;
      while (end < lines.size() && lines.get(end).equals(line)) {
        end++;
      }
      if (end - at >= FEWEST) {
        out.append(line)
            .append('\n')
            .append(markers.mark("the line above " + (end - at) + " times"));
      } else {
        out.append(line).append(("\n" + line).repeat(end - at - 1));
      }
      out.append(end < lines.size() ? "\n" : "");
      at = end;
    }
    return out.toString();
  }
}

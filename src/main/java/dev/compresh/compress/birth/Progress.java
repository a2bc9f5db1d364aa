package dev.compresh.compress.birth;

import dev.compresh.compress.Markers;
import java.util.List;

/**
 * Lines of progress, downloads and layers: the first of a run and a count stay, and all that says
 * how it ended.
 */
final class Progress {
  private final Markers markers;
  private final Cutting cutting;

  Progress(Markers markers) {
    this.markers = markers;
    this.cutting = new Cutting(markers, lines -> lines + " more lines of progress");
  }

  String fold(String text) {
    List<String> lines = Gutter.lines(text);
    boolean[] gone = new boolean[lines.size()];
    boolean any = false;
    boolean before = false;
    for (int i = 0; i < gone.length; i++) {
      String line = lines.get(i);
      boolean progress = ProgressLine.is(line) && !Alarm.in(line) && !markers.in(line);
      gone[i] = progress && before;
      any |= gone[i];
      before = progress;
    }
    return any ? cutting.print(lines, gone) : text;
  }
}

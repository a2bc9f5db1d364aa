package dev.compresh.compression.output;

import dev.compresh.compression.ElisionMarkers;
import dev.compresh.compression.command.OutputKind;
import java.util.List;

/**
 * Lines of progress, downloads and layers: the first of a run and a count stay, and all that says
 * how it ended.
 */
final class ProgressLineFolder implements OutputFilter {
  private final ElisionMarkers elisionMarkers;
  private final LineElision lineElision;

  ProgressLineFolder(ElisionMarkers elisionMarkers) {
    this.elisionMarkers = elisionMarkers;
    this.lineElision = new LineElision(elisionMarkers, lines -> lines + " more lines of progress");
  }

  @Override
  public String name() {
    return "progress";
  }

  @Override
  public FilterClass filterClass() {
    return FilterClass.COUNTED;
  }

  @Override
  public boolean appliesTo(OutputSource source) {
    return source.isOf(OutputKind.SHELL);
  }

  @Override
  public String apply(String text) {
    List<String> lines = LineNumberGutter.lines(text);
    boolean[] gone = new boolean[lines.size()];
    boolean any = false;
    boolean before = false;
    for (int i = 0; i < gone.length; i++) {
      String line = lines.get(i);
      boolean progress =
          ProgressLine.is(line)
              && !ErrorLineDetector.isErrorLine(line)
              && !elisionMarkers.isMarked(line);
      gone[i] = progress && before;
      any |= gone[i];
      before = progress;
    }
    return any ? lineElision.print(lines, gone) : text;
  }
}

package dev.compresh.replay;

import dev.compresh.replay.RestoredResults.RestoredResult;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Prints restored results for people. */
public final class RestoredText {
  private RestoredText() {}

  /**
   * The results as text.
   *
   * @param title what they are of
   */
  public static String render(String title, RestoredResults restored) {
    Formatter out = new Formatter(Locale.ROOT);
    out.format("%s%n", SideBySide.visible(title));
    for (RestoredResult restoredResult : restored.results()) {
      out.format(
          "%n#%d result of %s: %s%n",
          restoredResult.message() + 1,
          SideBySide.visible(restoredResult.tool()),
          verdict(restoredResult));
      lines(restoredResult.restored())
          .forEach(line -> out.format("  %s%n", SideBySide.visible(line)));
    }
    long whole = restored.results().stream().filter(RestoredResult::isOriginal).count();
    out.format("%n%d of %d changed results restored%n", whole, restored.results().size());
    return out.toString();
  }

  private static String verdict(RestoredResult restoredResult) {
    if (restoredResult.restored() == null) {
      return "NOT restored: a reference has no target";
    }
    if (restoredResult.isOriginal()) {
      return "equals the original";
    }
    List<String> was = lines(restoredResult.original());
    List<String> is = lines(restoredResult.restored());
    int at = 0;
    while (at < Math.min(was.size(), is.size()) && was.get(at).equals(is.get(at))) {
      at++;
    }
    return "DIFFERS from the original at line " + (at + 1);
  }

  private static List<String> lines(@Nullable String text) {
    return text == null ? List.of() : text.lines().toList();
  }
}

package dev.compresh.cli;

import java.io.Console;
import java.util.Locale;

/** A line on standard error that fills as work goes on; silent where that is no terminal. */
final class ProgressBar {
  private static final int WIDTH = 30;

  /** Redrawn at most this often, so that a fast replay is not slowed by its own bar. */
  private static final long INTERVAL_NANOS = 50_000_000;

  private final int total;
  private final boolean shown;
  private int done;
  private long drawn;

  ProgressBar(int total) {
    this(total, terminal());
  }

  ProgressBar(int total, boolean shown) {
    this.total = total;
    this.shown = shown && total > 0;
  }

  /** With output to a file or pipe there is no console at all, on the JDKs at hand. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean terminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** One more of the total is done. */
  void step(String what) {
    done++;
    long now = System.nanoTime();
    if (shown && (now - drawn > INTERVAL_NANOS || done == total)) {
      drawn = now;
      System.err.print("\r" + text(what) + "\u001b[K");
      System.err.flush();
    }
  }

  /** The bar's line for the work done so far. */
  String text(String what) {
    int full = (int) ((long) WIDTH * done / total);
    return String.format(
        Locale.ROOT,
        "%s%s %d/%d %.40s",
        "█".repeat(full),
        "░".repeat(WIDTH - full),
        done,
        total,
        what);
  }

  void clear() {
    if (shown) {
      System.err.print("\r\u001b[K");
      System.err.flush();
    }
  }
}

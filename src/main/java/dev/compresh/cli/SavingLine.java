package dev.compresh.cli;

import dev.compresh.app.CompreshServer;
import dev.compresh.store.StoreException;
import dev.compresh.usage.UsageTotals;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Keeps one line of a terminal up to date with what was saved today. It leaves the cursor at the
 * line's beginning, so that a line of the log takes its place.
 */
final class SavingLine {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final String CLEAR = "\u001b[K";

  private SavingLine() {}

  /** Starts it where a person watches; pipes and files get nothing. */
  @SuppressWarnings("SystemConsoleNull")
  static void startOnTerminal(CompreshServer server, PrintWriter out) {
    if (System.console() != null && System.console().isTerminal()) {
      Thread.ofPlatform().name("saving-line").daemon().start(() -> follow(server, out));
    }
  }

  private static void follow(CompreshServer server, PrintWriter out) {
    String shown = "";
    try {
      while (true) {
        String text = text(server);
        if (!text.equals(shown) && !text.isEmpty()) {
          out.print("\r" + text + CLEAR + "\r");
          out.flush();
          shown = text;
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String text(CompreshServer server) {
    try {
      return text(server.today());
    } catch (StoreException e) {
      return "";
    }
  }

  /** The line; empty before the first request. */
  static String text(UsageTotals today) {
    if (today.requests() == 0) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "Saved today: %,d of %,d tokens (%.1f %%) in %,d requests",
        today.saved(),
        today.original(),
        today.savedPercent(),
        today.requests());
  }
}

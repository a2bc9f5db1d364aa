package dev.compresh.replay;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** Tallies as a person reads them. */
public final class ReplayText {
  private ReplayText() {}

  /** A line for each transcript, then the total by layer, by depth and in cost. */
  public static String render(List<ReplayTally> tallies) {
    Formatter out = new Formatter(Locale.ROOT);
    out.format(
        "%-44s %8s %12s %12s %8s%n", "transcript", "requests", "tokens", "forwarded", "saved");
    for (ReplayTally replayTally : tallies) {
      row(out, replayTally);
    }
    ReplayTally total = ReplayTally.total(tallies);
    if (tallies.size() > 1) {
      row(out, total);
    }
    out.format("%nby layer%n");
    total
        .byLayer()
        .forEach(
            (layer, saved) ->
                out.format(
                    "  %-10s %,14d tokens %s%n",
                    layer.label(), Math.abs(saved), saved < 0 ? "added" : "removed"));
    out.format("%nby conversation depth%n");
    for (ReplayTally.DepthTally depthTally : total.byDepth()) {
      out.format(
          "  requests %4d to %4d %,14d -> %,14d  %s%n",
          depthTally.from(),
          depthTally.to(),
          depthTally.original(),
          depthTally.forwarded(),
          percent((double) depthTally.original(), (double) depthTally.forwarded()));
    }
    ReplayTally.CostTally costTally = total.costs();
    out.format("%ninput cost under the provider's prompt cache, in uncached input tokens%n");
    cost(out, "automatic caching", costTally.rawAutomatic(), costTally.automatic());
    cost(out, "written caching", costTally.rawWritten(), costTally.written());
    out.format(
        "%ntime of a request: median %.2f ms, 99th percentile %.2f ms%n",
        total.millis().p50(), total.millis().p99());
    return out.toString();
  }

  private static void row(Formatter out, ReplayTally replayTally) {
    String id = replayTally.id();
    out.format(
        "%-44s %8d %,12d %,12d %8s%n",
        id.length() > 44 ? "…" + id.substring(id.length() - 43) : id,
        replayTally.requests(),
        replayTally.original(),
        replayTally.forwarded(),
        percent((double) replayTally.original(), (double) replayTally.forwarded()));
  }

  private static void cost(Formatter out, String name, double raw, double got) {
    out.format("  %-18s %,14.0f -> %,14.0f  %s%n", name, raw, got, percent(raw, got));
  }

  private static String percent(double before, double after) {
    return before == 0 ? "0.0%" : String.format(Locale.ROOT, "%.1f%%", 100 * (1 - after / before));
  }
}

package dev.compresh.replay;

import dev.compresh.compression.Layer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The totals of replays.
 *
 * @param original input tokens over all requests, as the client sent them
 * @param forwarded input tokens over all requests, as they would have been sent
 * @param byLayer tokens taken away by each layer, over all requests
 * @param byDepth the same requests by how deep in their conversation they stood
 * @param millis time of each request in milliseconds: median and 99th percentile
 */
public record ReplayTally(
    String id,
    long requests,
    long original,
    long forwarded,
    Map<Layer, Long> byLayer,
    List<DepthTally> byDepth,
    CostTally costs,
    OverheadTally millis) {

  /** Requests {@code from} to {@code to} of their conversations, counted from 1. */
  public record DepthTally(int from, int to, long requests, long original, long forwarded) {}

  /** Input cost in units of one uncached input token, as sent by the client and as forwarded. */
  public record CostTally(
      double rawAutomatic, double automatic, double rawWritten, double written) {}

  /** Time of a request in milliseconds. */
  public record OverheadTally(double p50, double p99) {}

  static ReplayTally of(String id, List<ReplayStep> steps) {
    Map<Layer, Long> byLayer = new EnumMap<>(Layer.class);
    InputCost raw = InputCost.NONE;
    InputCost got = InputCost.NONE;
    for (ReplayStep replayStep : steps) {
      replayStep.saved().forEach((layer, saved) -> byLayer.merge(layer, saved, Long::sum));
      raw = raw.plus(replayStep.rawCost());
      got = got.plus(replayStep.cost());
    }
    return new ReplayTally(
        id,
        steps.size(),
        steps.stream().mapToLong(ReplayStep::original).sum(),
        steps.stream().mapToLong(ReplayStep::forwarded).sum(),
        byLayer,
        depths(steps),
        new CostTally(
            raw.automatic() / 100.0,
            got.automatic() / 100.0,
            raw.written() / 100.0,
            got.written() / 100.0),
        overhead(steps));
  }

  /** All of {@code tallies} in one; times are the median of medians and the worst 99th. */
  public static ReplayTally total(List<ReplayTally> tallies) {
    Map<Layer, Long> byLayer = new EnumMap<>(Layer.class);
    Map<Integer, DepthTally> byDepth = new java.util.TreeMap<>();
    for (ReplayTally replayTally : tallies) {
      replayTally.byLayer.forEach((layer, saved) -> byLayer.merge(layer, saved, Long::sum));
      for (DepthTally depthTally : replayTally.byDepth) {
        byDepth.merge(depthTally.from(), depthTally, ReplayTally::plus);
      }
    }
    double[] medians = tallies.stream().mapToDouble(t -> t.millis.p50()).sorted().toArray();
    return new ReplayTally(
        "total",
        tallies.stream().mapToLong(ReplayTally::requests).sum(),
        tallies.stream().mapToLong(ReplayTally::original).sum(),
        tallies.stream().mapToLong(ReplayTally::forwarded).sum(),
        byLayer,
        List.copyOf(byDepth.values()),
        new CostTally(
            tallies.stream().mapToDouble(t -> t.costs.rawAutomatic()).sum(),
            tallies.stream().mapToDouble(t -> t.costs.automatic()).sum(),
            tallies.stream().mapToDouble(t -> t.costs.rawWritten()).sum(),
            tallies.stream().mapToDouble(t -> t.costs.written()).sum()),
        new OverheadTally(
            medians.length == 0 ? 0 : medians[medians.length / 2],
            tallies.stream().mapToDouble(t -> t.millis.p99()).max().orElse(0)));
  }

  private static DepthTally plus(DepthTally a, DepthTally b) {
    return new DepthTally(
        a.from(),
        a.to(),
        a.requests() + b.requests(),
        a.original() + b.original(),
        a.forwarded() + b.forwarded());
  }

  /** Depths in doubling bands: 1–10, 11–20, 21–40, 41–80 … */
  private static List<DepthTally> depths(List<ReplayStep> steps) {
    List<DepthTally> depths = new ArrayList<>();
    int from = 0;
    int to = 10;
    while (from < steps.size()) {
      List<ReplayStep> band = steps.subList(from, Math.min(to, steps.size()));
      depths.add(
          new DepthTally(
              from + 1,
              to,
              band.size(),
              band.stream().mapToLong(ReplayStep::original).sum(),
              band.stream().mapToLong(ReplayStep::forwarded).sum()));
      from = to;
      to *= 2;
    }
    return depths;
  }

  private static OverheadTally overhead(List<ReplayStep> steps) {
    long[] sorted = steps.stream().mapToLong(ReplayStep::nanos).sorted().toArray();
    return sorted.length == 0
        ? new OverheadTally(0, 0)
        : new OverheadTally(
            sorted[sorted.length / 2] / 1e6,
            sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)] / 1e6);
  }
}

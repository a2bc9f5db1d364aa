package dev.compresh.replay;

import dev.compresh.compress.Layer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What replays came to.
 *
 * @param original input tokens over all requests, as the client sent them
 * @param forwarded input tokens over all requests, as they would have been sent
 * @param byLayer tokens taken away by each layer, over all requests
 * @param byDepth the same requests by how deep in their conversation they stood
 * @param millis time of each request in milliseconds: median and 99th percentile
 */
public record Tally(
    String id,
    long requests,
    long original,
    long forwarded,
    Map<Layer, Long> byLayer,
    List<Depth> byDepth,
    Costs costs,
    Overhead millis) {

  /** Requests {@code from} to {@code to} of their conversations, counted from 1. */
  public record Depth(int from, int to, long requests, long original, long forwarded) {}

  /** Input cost in units of one uncached input token, as sent by the client and as forwarded. */
  public record Costs(double rawAutomatic, double automatic, double rawWritten, double written) {}

  /** Time of a request in milliseconds. */
  public record Overhead(double p50, double p99) {}

  static Tally of(String id, List<Step> steps) {
    Map<Layer, Long> byLayer = new EnumMap<>(Layer.class);
    Cost raw = Cost.NONE;
    Cost got = Cost.NONE;
    for (Step step : steps) {
      step.saved().forEach((layer, saved) -> byLayer.merge(layer, saved, Long::sum));
      raw = raw.plus(step.rawCost());
      got = got.plus(step.cost());
    }
    return new Tally(
        id,
        steps.size(),
        steps.stream().mapToLong(Step::original).sum(),
        steps.stream().mapToLong(Step::forwarded).sum(),
        byLayer,
        depths(steps),
        new Costs(
            raw.automatic() / 100.0,
            got.automatic() / 100.0,
            raw.written() / 100.0,
            got.written() / 100.0),
        overhead(steps));
  }

  /** All of {@code tallies} in one; times are the median of medians and the worst 99th. */
  public static Tally total(List<Tally> tallies) {
    Map<Layer, Long> byLayer = new EnumMap<>(Layer.class);
    Map<Integer, Depth> byDepth = new java.util.TreeMap<>();
    for (Tally tally : tallies) {
      tally.byLayer.forEach((layer, saved) -> byLayer.merge(layer, saved, Long::sum));
      for (Depth depth : tally.byDepth) {
        byDepth.merge(depth.from(), depth, Tally::plus);
      }
    }
    double[] medians = tallies.stream().mapToDouble(t -> t.millis.p50()).sorted().toArray();
    return new Tally(
        "total",
        tallies.stream().mapToLong(Tally::requests).sum(),
        tallies.stream().mapToLong(Tally::original).sum(),
        tallies.stream().mapToLong(Tally::forwarded).sum(),
        byLayer,
        List.copyOf(byDepth.values()),
        new Costs(
            tallies.stream().mapToDouble(t -> t.costs.rawAutomatic()).sum(),
            tallies.stream().mapToDouble(t -> t.costs.automatic()).sum(),
            tallies.stream().mapToDouble(t -> t.costs.rawWritten()).sum(),
            tallies.stream().mapToDouble(t -> t.costs.written()).sum()),
        new Overhead(
            medians.length == 0 ? 0 : medians[medians.length / 2],
            tallies.stream().mapToDouble(t -> t.millis.p99()).max().orElse(0)));
  }

  private static Depth plus(Depth a, Depth b) {
    return new Depth(
        a.from(),
        a.to(),
        a.requests() + b.requests(),
        a.original() + b.original(),
        a.forwarded() + b.forwarded());
  }

  /** Depths in doubling bands: 1–10, 11–20, 21–40, 41–80 … */
  private static List<Depth> depths(List<Step> steps) {
    List<Depth> depths = new ArrayList<>();
    int from = 0;
    int to = 10;
    while (from < steps.size()) {
      List<Step> band = steps.subList(from, Math.min(to, steps.size()));
      depths.add(
          new Depth(
              from + 1,
              to,
              band.size(),
              band.stream().mapToLong(Step::original).sum(),
              band.stream().mapToLong(Step::forwarded).sum()));
      from = to;
      to *= 2;
    }
    return depths;
  }

  private static Overhead overhead(List<Step> steps) {
    long[] sorted = steps.stream().mapToLong(Step::nanos).sorted().toArray();
    return sorted.length == 0
        ? new Overhead(0, 0)
        : new Overhead(
            sorted[sorted.length / 2] / 1e6,
            sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)] / 1e6);
  }
}

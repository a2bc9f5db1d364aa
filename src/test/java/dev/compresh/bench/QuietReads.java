package dev.compresh.bench;

import dev.compresh.compression.CompressionPlan;
import dev.compresh.compression.Layer;
import dev.compresh.compression.PlannedChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Shares of the prompt that a provider's cache would have read, at requests that rewrite nothing,
 * and what is read less at those that do. A request rewrites where what it forwards does not begin
 * with what was forwarded before; the layer of the first change that is new says why.
 */
final class QuietReads {
  private final Map<String, Sum> sums = new HashMap<>();
  private List<String> before = List.of();
  private Map<ReadPlace, String> known = Map.of();

  private record ReadPlace(Layer layer, int message) {}

  /** Requests of one kind. */
  private static final class Sum {
    int requests;
    long raw;
    long rawRead;
    long got;
    long gotRead;
  }

  /** A session begins. */
  void fresh() {
    before = List.of();
    known = Map.of();
  }

  void request(
      CompressionPlan compressionPlan,
      List<String> forwarded,
      PrefixCost.CostedRead raw,
      PrefixCost.CostedRead got) {
    Map<ReadPlace, String> changes = new HashMap<>();
    for (PlannedChange plannedChange : compressionPlan.changes()) {
      changes.merge(
          new ReadPlace(plannedChange.layer(), plannedChange.message()),
          plannedChange.tokensAfter() + "",
          String::concat);
    }
    Sum sum = sums.computeIfAbsent(kind(forwarded, changes), k -> new Sum());
    sum.requests++;
    sum.raw += raw.total();
    sum.rawRead += raw.read();
    sum.got += got.total();
    sum.gotRead += got.read();
    before = new ArrayList<>(forwarded);
    known = changes;
  }

  private String kind(List<String> forwarded, Map<ReadPlace, String> changes) {
    boolean quiet =
        forwarded.size() >= before.size() && forwarded.subList(0, before.size()).equals(before);
    if (quiet) {
      return "nothing rewritten";
    }
    Set<Layer> layers = new HashSet<>();
    changes.forEach(
        (readPlace, sizes) -> {
          if (readPlace.message() < before.size() && !sizes.equals(known.get(readPlace))) {
            layers.add(readPlace.layer());
          }
        });
    return layers.contains(Layer.EVICTION) ? "evicted" : "other";
  }

  void report() {
    sums.forEach(
        (kind, sum) ->
            System.out.printf(
                "%s: %d requests, cache reads %.2f%% raw, %.2f%% got; fresh %d raw, %d got%n",
                kind,
                sum.requests,
                100.0 * sum.rawRead / sum.raw,
                100.0 * sum.gotRead / sum.got,
                sum.raw - sum.rawRead,
                sum.got - sum.gotRead));
  }
}

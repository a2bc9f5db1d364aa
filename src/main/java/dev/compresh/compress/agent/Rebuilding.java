package dev.compresh.compress.agent;

import dev.compresh.compress.Counter;
import dev.compresh.compress.repeat.Repeats;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A conversation gone through once more, message by message, with some results cut. */
final class Rebuilding {
  private final Map<Spot, Crush> cut;
  private final Set<Integer> gone = new HashSet<>();
  private final Desk desk;
  private final Counter tokens;
  private final Repeats repeats = new Repeats();
  private final List<Turn> turns = new ArrayList<>();

  /** Results of which a layer C decision is void, as they were cut or printed anew. */
  private final Set<Spot> renewed = new HashSet<>();

  /** Results that wait for their answer before anything may refer to them. */
  private final List<Result> open = new ArrayList<>();

  Rebuilding(Map<Spot, Crush> cut, Desk desk, Counter tokens) {
    this.cut = cut;
    this.desk = desk;
    this.tokens = tokens;
  }

  List<Turn> turns() {
    return turns;
  }

  Repeats repeats() {
    return repeats;
  }

  void add(Turn turn) {
    int message = turns.size();
    List<Result> results = new ArrayList<>(turn.results().size());
    for (Result result : turn.results()) {
      results.add(add(message, result));
    }
    List<Rewrite> settled = turn.settled().stream().filter(this::holds).toList();
    if (turn.answers()) {
      answered(message, settled);
    }
    turns.add(turn.with(List.copyOf(results), settled));
  }

  private Result add(int message, Result result) {
    Crush marker = cut.get(result.spot());
    if (marker != null) {
      gone.add(result.name().number());
      renewed.add(result.spot());
      return result.with(marker);
    }
    Result kept = result;
    if (result.crush().refers(gone)) {
      renewed.add(result.spot());
      kept =
          result.with(
              Crush.of(result.use(), result.name(), result.original(), desk, repeats, tokens));
    }
    if (kept.open()) {
      open.add(kept);
    } else {
      repeats.add(message, kept.name(), kept.crush().lines());
    }
    return kept;
  }

  private boolean holds(Rewrite rewrite) {
    return !renewed.contains(rewrite.spot());
  }

  private void answered(int message, List<Rewrite> settled) {
    for (Result result : open) {
      Rewrite rewrite = find(settled, result);
      if (rewrite == null) {
        repeats.add(message, result.name(), result.crush().lines());
      } else {
        String put = rewrite.put().text();
        repeats.add(message, result.name(), ForwardedLines.read(result.use(), put, desk.markers()));
      }
    }
    open.clear();
  }

  private static @Nullable Rewrite find(List<Rewrite> settled, Result result) {
    return settled.stream().filter(r -> r.at(result)).findFirst().orElse(null);
  }
}

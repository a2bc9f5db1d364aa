package dev.compresh.compress.agent;

import dev.compresh.compress.Counter;
import dev.compresh.compress.birth.Gutter;
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
  private final Set<String> gone = new HashSet<>();
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
    for (Noted written : turn.written()) {
      List<@Nullable String> lines = Written.lines(written.text());
      repeats.add(message, written.label(), lines, Stand.numbers(lines.size()));
    }
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
      gone.add(result.label());
      renewed.add(result.spot());
      return result.with(marker);
    }
    Result kept = result;
    if (result.crush().refers(gone)) {
      renewed.add(result.spot());
      kept = result.with(Crush.of(result.use(), result.original(), desk, repeats, tokens));
    }
    if (kept.open()) {
      open.add(kept);
    } else {
      repeats.add(message, kept.label(), kept.crush().standing(), kept.crush().numbers());
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
        repeats.add(message, result.label(), result.crush().standing(), result.crush().numbers());
      } else {
        List<String> lines = Gutter.lines(Enclosure.of(rewrite.put().text()).body());
        repeats.add(message, result.label(), lines, Stand.numbers(lines.size()));
      }
    }
    open.clear();
  }

  private static @Nullable Rewrite find(List<Rewrite> settled, Result result) {
    return settled.stream().filter(r -> r.at(result)).findFirst().orElse(null);
  }
}

package dev.compresh.compress.agent;

import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.repeat.Repeats;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A conversation gone through once more, message by message, with some results cut. */
final class Rebuilding {
  private final Map<Spot, Crush> cut;
  private final Set<Integer> gone = new HashSet<>();
  private final Desk desk;
  private final TokenCounter tokens;
  private final Repeats repeats = new Repeats();
  private final List<Turn> turns = new ArrayList<>();

  Rebuilding(Map<Spot, Crush> cut, Desk desk, TokenCounter tokens) {
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
    turns.add(turn.with(List.copyOf(results)));
  }

  private Result add(int message, Result result) {
    Crush marker = cut.get(result.spot());
    if (marker != null) {
      gone.add(result.name().number());
      return result.with(marker);
    }
    Result kept = result;
    if (result.crush().refers(gone)) {
      kept =
          result.with(
              Crush.of(result.use(), result.name(), result.original(), desk, repeats, tokens));
    }
    repeats.add(message, kept.name(), kept.crush().lines());
    return kept;
  }
}

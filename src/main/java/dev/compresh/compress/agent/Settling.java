package dev.compresh.compress.agent;

import dev.compresh.compress.Counter;
import dev.compresh.compress.Layer;
import dev.compresh.compress.Markers;
import dev.compresh.compress.Replacement;
import dev.compresh.compress.birth.Gutter;
import dev.compresh.compress.repeat.ForwardedText;
import dev.compresh.compress.repeat.Repeats;
import dev.compresh.compress.settled.Settled;
import java.util.ArrayList;
import java.util.List;

/** Layer C at the moment of an answer: what of the results that it answers to is cut down. */
final class Settling {
  /** Results of fewer tokens are left alone. */
  private static final int LEAST_TOKENS = 100;

  /** Turns that a session is expected to go on for: as many as it had, within these bounds. */
  private static final int FEWEST_TURNS = 4;

  private static final int MOST_TURNS = 15;

  private final Markers markers;
  private final Repeats repeats;
  private final List<Rewrite> rewrites = new ArrayList<>();

  private Bank bank;

  Settling(Markers markers, Repeats repeats, Bank bank) {
    this.markers = markers;
    this.repeats = repeats;
    this.bank = bank;
  }

  /**
   * The rewrites that the answer in message {@code at} brings, and the lines that stay noted for
   * later references.
   *
   * @param results what was answered, in order
   * @param requests requests of the session so far
   */
  List<Rewrite> settle(int at, List<Result> results, String answer, int requests, Counter tokens) {
    int expected = Math.clamp(requests, FEWEST_TURNS, MOST_TURNS);
    for (int i = 0; i < results.size(); i++) {
      Result result = results.get(i);
      if (!result.open()) {
        continue;
      }
      int behind = results.stream().skip(i + 1).mapToInt(r -> r.crush().after()).sum();
      Settled settled = Settled.of(Gutter.lines(result.crush().text()), answer, markers);
      int now = result.crush().after();
      int after = now < LEAST_TOKENS ? now : tokens.count(around(result, settled));
      if (bank.allows(now, after, behind, expected)) {
        bank = bank.spend(now, after, behind);
        rewrites.add(rewrite(result, settled, after));
        repeats.add(at, result.name(), ForwardedText.plain(settled.standing()));
      } else {
        repeats.add(at, result.name(), result.crush().lines());
      }
    }
    return rewrites;
  }

  /**
   * Leaves {@code results} as they are: when their answer was new, time ran out, and they went out
   * so. Their lines are noted for later references.
   */
  List<Rewrite> leave(int at, List<Result> results) {
    for (Result result : results) {
      if (result.open()) {
        repeats.add(at, result.name(), result.crush().lines());
      }
    }
    return List.of();
  }

  /** What is in the bank after all that. */
  Bank bank() {
    return bank;
  }

  private static String around(Result result, Settled settled) {
    return result.crush().enclosure().around(settled.text());
  }

  private static Rewrite rewrite(Result result, Settled settled, int after) {
    return new Rewrite(
        result.message(),
        result.text(),
        new Replacement(around(result, settled)),
        result.crush().before(),
        after,
        Layer.SETTLED,
        "answered: errors and what the answer speaks of kept");
  }
}

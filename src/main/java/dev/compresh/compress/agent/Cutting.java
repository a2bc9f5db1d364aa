package dev.compresh.compress.agent;

import dev.compresh.compress.CachePrices;
import dev.compresh.compress.TokenCounter;
import dev.compresh.compress.anchor.Again;
import dev.compresh.compress.anchor.Occasion;
import dev.compresh.compress.anchor.Stale;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes results out of a conversation and puts markers in their places. */
final class Cutting {
  /** Tries to come down to a mark: what goes may have been what others refer to. */
  private static final int TRIES = 4;

  private final Account account;
  private final Set<Integer> superseded;
  private final Occasion occasion;
  private final Desk desk;
  private final TokenCounter tokens;

  Cutting(Account account, Stale stale, Occasion occasion, Desk desk, TokenCounter tokens) {
    this.account = account;
    this.superseded = new HashSet<>(stale.superseded());
    this.occasion = occasion;
    this.desk = desk;
    this.tokens = tokens;
  }

  /** {@code stand} without as many of {@code order} as come to {@code wanted} tokens. */
  Stand down(Stand stand, List<Integer> order, long wanted) {
    List<Integer> gone = new ArrayList<>();
    Stand next = stand;
    long missing = wanted;
    for (int i = 0; i < TRIES && missing > 0 && gone.size() < order.size(); i++) {
      while (missing > 0 && gone.size() < order.size()) {
        int result = order.get(gone.size());
        missing -= account.held().get(result).tokens() - Anchoring.MARKER;
        gone.add(result);
      }
      next = without(stand, gone);
      missing = wanted - account.saved(next);
    }
    return next;
  }

  /** {@code stand} without the results {@code gone}, by their place in the account. */
  Stand without(Stand stand, List<Integer> gone) {
    Map<Spot, Crush> cut = new HashMap<>();
    for (int i : gone) {
      Result result = account.results().get(i);
      boolean newer = superseded.contains(i);
      int lines = (int) result.original().lines().count();
      String words = Again.of(result.use()).words(result.name().text(), lines, newer);
      String marker = desk.markers().mark(words);
      String reason = (newer ? "read again later: " : "old: ") + occasion.reason();
      cut.put(
          result.spot(),
          Crush.cut(result.original(), marker, reason, result.crush().before(), tokens));
    }
    return stand.without(cut, desk, tokens);
  }

  /** What it costs to write {@code next} in place of {@code stand}, in hundredths of a token. */
  static long price(Stand stand, Stand next, CachePrices prices) {
    Account before = Account.of(stand);
    Account after = Account.of(next);
    int first = 0;
    while (first < before.results().size()
        && before.results().get(first).crush().equals(after.results().get(first).crush())) {
      first++;
    }
    if (first == before.results().size()) {
      return 0;
    }
    long behindBefore = 0;
    long behindAfter = 0;
    for (int i = before.results().get(first).message(); i < before.own().length; i++) {
      behindBefore += before.own()[i];
      behindAfter += after.own()[i];
    }
    return prices.write() * behindAfter - prices.read() * behindBefore;
  }
}

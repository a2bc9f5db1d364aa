package dev.compresh.compress.agent;

import dev.compresh.compress.anchor.Access;
import dev.compresh.compress.anchor.Held;
import dev.compresh.compress.anchor.Stale;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a conversation holds, by its tokens.
 *
 * @param results its results, in order
 * @param held the same, as they are forwarded
 * @param own tokens of each message, as forwarded
 * @param changed paths of files that calls have changed
 */
record Account(List<Result> results, List<Held> held, int[] own, Set<String> changed) {
  /** Role and separators of a message. */
  private static final int FRAME = 4;

  static Account of(Stand stand) {
    List<Turn> turns = stand.turns();
    Account account =
        new Account(new ArrayList<>(), new ArrayList<>(), new int[turns.size()], new HashSet<>());
    long before = 0;
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      account.own[i] = (int) (turn.tokens() - before) + FRAME;
      before = turn.tokens();
      for (Access access : turn.accesses()) {
        if (access.changes()) {
          account.changed.add(access.path());
        }
      }
      for (Result result : turn.results()) {
        int now = result.crush().after();
        account.own[i] -= result.crush().before() - now;
        account.results.add(result);
        account.held.add(
            new Held(
                result.message(),
                result.use(),
                result.access(),
                now,
                result.spared() || result.crush().cut()));
      }
    }
    return account;
  }

  /** The stale results before the last {@code tokens} tokens and {@code messages} messages. */
  Stale stale(int tokens, int messages) {
    int recent = 0;
    int at = own.length;
    while (at > 0 && (recent < tokens || own.length - at < messages)) {
      recent += own[--at];
    }
    return Stale.of(held, changed, at);
  }

  /** Tokens by which the results of {@code next} are fewer. */
  long saved(Stand next) {
    long saved = held.stream().mapToLong(Held::tokens).sum();
    for (Turn turn : next.turns()) {
      for (Result result : turn.results()) {
        saved -= result.crush().after();
      }
    }
    return saved;
  }
}

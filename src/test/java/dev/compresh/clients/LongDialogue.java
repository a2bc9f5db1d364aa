package dev.compresh.clients;

import java.util.List;
import java.util.Random;

/** A dialogue about plans, made from few words: enough to be long, never twice the same. */
final class LongDialogue {
  private static final List<String> PLACES =
      List.of("Lisbon", "Oslo", "Kyoto", "Vienna", "Cork", "Basel", "Riga", "Porto");
  private static final List<String> THINGS =
      List.of("museum", "garden", "market", "ferry", "concert", "bakery", "library", "bridge");
  private static final List<String> MONTHS =
      List.of("January", "March", "May", "June", "August", "October", "December");

  private final Random random;

  LongDialogue(long seed) {
    this.random = new Random(seed);
  }

  private String one(List<String> of) {
    return of.get(random.nextInt(of.size()));
  }

  String question(int turn) {
    return "Number %d: my sister would like the %s of %s, and in %s we have %d days. Is it worth it?"
        .formatted(turn, one(THINGS), one(PLACES), one(MONTHS), 2 + random.nextInt(9));
  }

  String answer(int turn) {
    return ("Yes. The %s opens at %d, and from the %s you can walk to it. In %s the %s costs %d"
            + " euros. For trip %d I would take the %s first, and keep an evening for the %s.")
        .formatted(
            one(THINGS),
            7 + random.nextInt(5),
            one(THINGS),
            one(PLACES),
            one(THINGS),
            5 + random.nextInt(40),
            turn,
            one(THINGS),
            one(THINGS));
  }
}

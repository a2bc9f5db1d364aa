package dev.compresh.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sessions are shared out by weight, and each keeps its provider. */
class RendezvousHashingTest {
  private static final int SESSIONS = 10_000;

  private static Candidate candidate(String name, int order, int weight) {
    return new Candidate(
        ProviderFixtures.of(name, "openai", "https://" + name + ".example"), "m", order, weight);
  }

  private static String first(List<Candidate> candidates, int session) {
    return RendezvousHashing.sorted(candidates, "session-" + session).getFirst().provider().name();
  }

  private static Map<String, Integer> shares(List<Candidate> candidates) {
    Map<String, Integer> shares = new HashMap<>();
    for (int i = 0; i < SESSIONS; i++) {
      shares.merge(first(candidates, i), 1, Integer::sum);
    }
    return shares;
  }

  @Test
  void sessions_areSharedOutByWeight() {
    Map<String, Integer> shares =
        shares(List.of(candidate("a", 0, 3), candidate("b", 0, 1), candidate("c", 1, 100)));
    assertThat(shares).doesNotContainKey("c");
    assertThat(shares.get("a")).isBetween(7_300, 7_700);
  }

  @Test
  void aSession_keepsItsProvider_whateverTheListsOrder() {
    Candidate a = candidate("a", 0, 1);
    Candidate b = candidate("b", 0, 1);
    for (int i = 0; i < 200; i++) {
      assertThat(first(List.of(a, b), i)).isEqualTo(first(List.of(b, a), i));
    }
  }

  @Test
  void anotherProvider_takesItsShareAndMovesNoOtherSession() {
    List<Candidate> two = List.of(candidate("a", 0, 1), candidate("b", 0, 1));
    List<Candidate> three = List.of(two.get(0), two.get(1), candidate("c", 0, 1));
    int moved = 0;
    for (int i = 0; i < SESSIONS; i++) {
      String now = first(three, i);
      if (now.equals("c")) {
        moved++;
      } else {
        assertThat(now).isEqualTo(first(two, i));
      }
    }
    assertThat(moved).isBetween(3_100, 3_600);
  }

  @Test
  void weightZero_standsByForTheOthers() {
    List<Candidate> candidates = List.of(candidate("spare", 0, 0), candidate("a", 0, 1));
    for (int i = 0; i < 100; i++) {
      assertThat(first(candidates, i)).isEqualTo("a");
    }
    assertThat(RendezvousHashing.sorted(candidates, "x")).hasSize(2);
  }
}

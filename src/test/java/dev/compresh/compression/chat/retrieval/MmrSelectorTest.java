package dev.compresh.compression.chat.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MmrSelectorTest {
  private static final double[] WORTH = {10, 9, 8};
  private static final int[] ORDER = {0, 1, 2};

  @Test
  void whatRepeatsItsNeighbourComesLater() {
    PassageFixture passageFixture =
        new PassageFixture().user("Red kites over Bergen", "Red kites over Bergen", "A new canoe");
    assertThat(order(passageFixture, true)).containsExactly(0, 2, 1);
    assertThat(order(passageFixture, false)).containsExactly(0, 1, 2);
  }

  @Test
  void theSameSaidFarAwayIsNoRepetition() {
    PassageFixture passageFixture = new PassageFixture().user("Red kites over Bergen");
    for (int i = 0; i < 30; i++) {
      passageFixture.assistant("Filler number " + i);
    }
    passageFixture.user("Red kites over Bergen", "A new canoe");
    double[] worth = new double[33];
    worth[0] = 10;
    worth[31] = 9;
    worth[32] = 8;
    assertThat(order(passageFixture, worth, new int[] {0, 31, 32}, true))
        .containsExactly(0, 31, 32);
  }

  @Test
  void whatWasNotTakenMakesNothingARepetition() {
    PassageFixture passageFixture =
        new PassageFixture().user("Red kites over Bergen", "Red kites over Bergen", "A new canoe");
    MmrSelector mmrSelector = new MmrSelector(passageFixture.index, WORTH, ORDER, true);
    assertThat(mmrSelector.next()).isEqualTo(0);
    assertThat(mmrSelector.next()).isEqualTo(1);
    assertThat(mmrSelector.worth()).isEqualTo(9);
  }

  private static List<Integer> order(PassageFixture passageFixture, boolean spread) {
    return order(passageFixture, WORTH, ORDER, spread);
  }

  private static List<Integer> order(
      PassageFixture passageFixture, double[] worth, int[] order, boolean spread) {
    MmrSelector all = new MmrSelector(passageFixture.index, worth, order, spread);
    List<Integer> out = new ArrayList<>();
    for (int id = all.next(); id >= 0; id = all.next()) {
      out.add(id);
      all.take(id);
    }
    return out;
  }
}

package dev.compresh.compress.episode.recall;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final double[] WORTH = {10, 9, 8};
  private static final int[] ORDER = {0, 1, 2};

  @Test
  void whatRepeatsItsNeighbourComesLater() {
    Shelf shelf = new Shelf().user("Red kites over Bergen", "Red kites over Bergen", "A new canoe");
    assertThat(order(shelf, true)).containsExactly(0, 2, 1);
    assertThat(order(shelf, false)).containsExactly(0, 1, 2);
  }

  @Test
  void theSameSaidFarAwayIsNoRepetition() {
    Shelf shelf = new Shelf().user("Red kites over Bergen");
    for (int i = 0; i < 30; i++) {
      shelf.assistant("Filler number " + i);
    }
    shelf.user("Red kites over Bergen", "A new canoe");
    double[] worth = new double[33];
    worth[0] = 10;
    worth[31] = 9;
    worth[32] = 8;
    assertThat(order(shelf, worth, new int[] {0, 31, 32}, true)).containsExactly(0, 31, 32);
  }

  @Test
  void whatWasNotTakenMakesNothingARepetition() {
    Shelf shelf = new Shelf().user("Red kites over Bergen", "Red kites over Bergen", "A new canoe");
    Spread spread = new Spread(shelf.index, WORTH, ORDER, true);
    assertThat(spread.next()).isEqualTo(0);
    assertThat(spread.next()).isEqualTo(1);
    assertThat(spread.worth()).isEqualTo(9);
  }

  private static List<Integer> order(Shelf shelf, boolean spread) {
    return order(shelf, WORTH, ORDER, spread);
  }

  private static List<Integer> order(Shelf shelf, double[] worth, int[] order, boolean spread) {
    Spread all = new Spread(shelf.index, worth, order, spread);
    List<Integer> out = new ArrayList<>();
    for (int id = all.next(); id >= 0; id = all.next()) {
      out.add(id);
      all.take(id);
    }
    return out;
  }
}

package dev.compresh.compress.episode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.compress.Policy;
import org.junit.jupiter.api.Test;

/** When a chat under cost goes over to gists. */
class FoldingTest {
  private static final Policy COST = Policy.of(Mode.BALANCED, Objective.COST);

  /** Closings after a turn in a chat of {@code total} tokens with ten closings. */
  private static int closings(Folding folding, int turns, int total, boolean cold) {
    Folding.Moment moment = new Folding.Moment(2 * turns, turns, turns * 6 / 10, total, cold);
    folding.turn(moment, 10, n -> n * (total / 12), n -> 48 * n);
    return folding.of(10);
  }

  /** The longest chat, in turns, that a warm cache still keeps raw. */
  private static int longestRaw(int total) {
    int turns = 1;
    while (closings(new Folding(COST), turns + 1, total, false) == 0) {
      turns++;
    }
    return turns;
  }

  @Test
  void aColdCache_bringsTheSwitchForward() {
    int turns = longestRaw(16_000);
    assertThat(closings(new Folding(COST), turns, 16_000, false)).isZero();
    assertThat(closings(new Folding(COST), turns, 16_000, true)).isEqualTo(10);
  }

  @Test
  void aColdCache_doesNotPayForWhatWouldCostMoreEachTurn() {
    assertThat(closings(new Folding(COST), 12, 3_000, true)).isZero();
  }

  @Test
  void aFullWindow_leavesNoChoice() {
    int turns = longestRaw(16_000);
    assertThat(closings(new Folding(COST.within(20_000)), turns, 16_000, false)).isZero();
    assertThat(closings(new Folding(COST.within(12_000)), turns, 16_000, false)).isEqualTo(10);
  }

  @Test
  void stepsBack_undoTheSwitch() {
    Folding folding = new Folding(COST);
    closings(folding, 16, 16_000, true);
    folding.truncate(32);
    assertThat(folding.of(10)).isZero();
  }
}

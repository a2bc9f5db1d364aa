package dev.compresh.compression.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CachePrices;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.chat.retrieval.RecallDemand;
import org.junit.jupiter.api.Test;

/** When a chat under cost goes over to gists. */
class GistFoldingTest {
  private static final CompressionPolicy COST =
      CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST);

  /** Turns of which one in {@code every} asks for what was said. */
  private static TurnCounts counts(int turns, int every) {
    TurnCounts counts = TurnCounts.NONE;
    for (int i = 1; i <= turns; i++) {
      counts = counts.addDemand(i % every == 0 ? RecallDemand.ASKS : RecallDemand.NONE);
    }
    return counts;
  }

  /** Closings after a turn in a chat of {@code total} tokens with ten closings. */
  private static int closings(GistFolding gistFolding, TurnCounts counts, int total, boolean cold) {
    int at = 2 * counts.turns();
    GistFolding.FoldingMoment foldingMoment =
        new GistFolding.FoldingMoment(at, counts, RecallDemand.NONE, total, cold);
    gistFolding.turn(foldingMoment, 10, n -> n * (total / 11), n -> 48 * n);
    return gistFolding.countEffective(10);
  }

  @Test
  void aChatThatSeldomAsksGoesOverSoonerThanOneThatAlwaysDoes() {
    assertThat(closings(new GistFolding(COST), counts(90, 60), 20_000, false)).isEqualTo(10);
    assertThat(closings(new GistFolding(COST), counts(90, 2), 20_000, false)).isZero();
    assertThat(closings(new GistFolding(COST), counts(90, 2), 80_000, false)).isEqualTo(10);
  }

  /** Nobody knows how many turns follow: what is paid now must soon come back. */
  @Test
  void aChatThatHasJustBegunStaysRaw() {
    assertThat(closings(new GistFolding(COST), counts(6, 60), 12_000, false)).isZero();
    assertThat(closings(new GistFolding(COST), counts(60, 60), 12_000, false)).isEqualTo(10);
  }

  @Test
  void whatIsReadCheaperStaysRawLonger() {
    CompressionPolicy deep =
        CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST)
            .withPricing(new CachePrices(5, 125));
    assertThat(closings(new GistFolding(deep), counts(90, 2), 80_000, false)).isZero();
    assertThat(closings(new GistFolding(deep), counts(90, 60), 40_000, false)).isEqualTo(10);
  }

  @Test
  void aColdCache_bringsTheSwitchForward() {
    assertThat(closings(new GistFolding(COST), counts(20, 60), 12_000, false)).isZero();
    assertThat(closings(new GistFolding(COST), counts(20, 60), 12_000, true)).isEqualTo(10);
  }

  @Test
  void aColdCache_doesNotPayForWhatWouldCostMoreEachTurn() {
    assertThat(closings(new GistFolding(COST), counts(12, 2), 3_000, true)).isZero();
  }

  @Test
  void aFullWindow_leavesNoChoice() {
    CompressionPolicy wide = COST.withRoom(20_000);
    CompressionPolicy narrow = COST.withRoom(12_000);
    assertThat(closings(new GistFolding(wide), counts(12, 2), 16_000, false)).isZero();
    assertThat(closings(new GistFolding(narrow), counts(12, 2), 16_000, false)).isEqualTo(10);
  }

  @Test
  void stepsBack_undoTheSwitch() {
    GistFolding gistFolding = new GistFolding(COST);
    assertThat(closings(gistFolding, counts(16, 60), 16_000, true)).isEqualTo(10);
    gistFolding.truncate(32);
    assertThat(gistFolding.countEffective(10)).isZero();
  }
}

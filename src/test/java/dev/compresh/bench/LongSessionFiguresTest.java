package dev.compresh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import org.junit.jupiter.api.Test;

class LongSessionFiguresTest {
  private static final int TURNS = 360;
  private final LongSessionFigures figures = new LongSessionFigures();

  @Test
  void aLongSessionCostsLittleMoreThanAShortOne() {
    LongSessionFigures.Figures found =
        figures.run(
            CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.TOKENS), 5, TURNS);
    assertThat(found.saved()).isGreaterThanOrEqualTo(0.7);
    assertThat(found.evidence()).isGreaterThanOrEqualTo(0.95);
    assertThat((double) found.late() / found.early()).isLessThanOrEqualTo(2.5);
  }

  @Test
  void underCostItIsCheaperThanRawWithTheProvidersCache() {
    LongSessionFigures.Figures found =
        figures.run(
            CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST), 5, TURNS);
    assertThat(found.cheaper()).isGreaterThanOrEqualTo(0.15);
    assertThat(found.evidence()).isGreaterThanOrEqualTo(0.95);
  }
}

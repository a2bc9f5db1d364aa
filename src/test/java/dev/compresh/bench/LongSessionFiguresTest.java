package dev.compresh.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.compress.Policy;
import org.junit.jupiter.api.Test;

class LongSessionFiguresTest {
  private static final int TURNS = 360;
  private final LongSessionFigures figures = new LongSessionFigures();

  @Test
  void aLongSessionCostsLittleMoreThanAShortOne() {
    LongSessionFigures.Figures found =
        figures.run(Policy.of(Mode.BALANCED, Objective.TOKENS), 5, TURNS);
    assertThat(found.saved()).isGreaterThanOrEqualTo(0.7);
    assertThat(found.evidence()).isGreaterThanOrEqualTo(0.95);
    assertThat((double) found.late() / found.early()).isLessThanOrEqualTo(2.5);
  }

  @Test
  void underCostItIsCheaperThanRawWithTheProvidersCache() {
    LongSessionFigures.Figures found =
        figures.run(Policy.of(Mode.BALANCED, Objective.COST), 5, TURNS);
    assertThat(found.cheaper()).isGreaterThanOrEqualTo(0.15);
    assertThat(found.evidence()).isGreaterThanOrEqualTo(0.95);
  }
}

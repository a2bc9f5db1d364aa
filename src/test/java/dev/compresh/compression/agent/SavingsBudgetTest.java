package dev.compresh.compression.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compression.CachePrices;
import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import org.junit.jupiter.api.Test;

class SavingsBudgetTest {
  private static final SavingsBudget EMPTY =
      SavingsBudget.empty(
          CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST));

  @Test
  void request_toolOutputSavesTheWrite_laterRequestsTheRead() {
    SavingsBudget savingsBudget = EMPTY.request(100);
    assertThat(savingsBudget.balance()).isEqualTo(12_500);
    assertThat(savingsBudget.request(0).balance()).isEqualTo(13_500);
  }

  @Test
  void spend_paysThePriceAndReadsLessFromThenOn() {
    SavingsBudget savingsBudget =
        new SavingsBudget(CachePrices.WRITTEN, 200, 50_000).spend(1_000, 20_000);
    assertThat(savingsBudget.balance()).isEqualTo(30_000);
    assertThat(savingsBudget.saved()).isEqualTo(1_200);
  }

  @Test
  void affords_onlyWhatWasSavedBefore() {
    SavingsBudget savingsBudget = new SavingsBudget(CachePrices.WRITTEN, 0, 20_000);
    assertThat(savingsBudget.affords(20_000)).isTrue();
    assertThat(savingsBudget.affords(20_001)).isFalse();
  }
}

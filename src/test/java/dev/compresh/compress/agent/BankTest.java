package dev.compresh.compress.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.CachePrices;
import dev.compresh.compress.CompressionMode;
import dev.compresh.compress.CompressionObjective;
import dev.compresh.compress.CompressionPolicy;
import org.junit.jupiter.api.Test;

class BankTest {
  private static final Bank EMPTY = Bank.empty(CompressionPolicy.of(CompressionMode.BALANCED, CompressionObjective.COST));

  @Test
  void request_birthSavesTheWrite_laterRequestsTheRead() {
    Bank bank = EMPTY.request(100);
    assertThat(bank.balance()).isEqualTo(12_500);
    assertThat(bank.request(0).balance()).isEqualTo(13_500);
  }

  @Test
  void spend_paysThePriceAndReadsLessFromThenOn() {
    Bank bank = new Bank(CachePrices.WRITTEN, 200, 50_000).spend(1_000, 20_000);
    assertThat(bank.balance()).isEqualTo(30_000);
    assertThat(bank.saved()).isEqualTo(1_200);
  }

  @Test
  void affords_onlyWhatWasSavedBefore() {
    Bank bank = new Bank(CachePrices.WRITTEN, 0, 20_000);
    assertThat(bank.affords(20_000)).isTrue();
    assertThat(bank.affords(20_001)).isFalse();
  }
}

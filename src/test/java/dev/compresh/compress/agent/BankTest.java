package dev.compresh.compress.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.compress.CachePrices;
import dev.compresh.compress.Mode;
import dev.compresh.compress.Objective;
import dev.compresh.compress.Policy;
import org.junit.jupiter.api.Test;

class BankTest {
  private static final Bank EMPTY = Bank.empty(Policy.of(Mode.BALANCED, Objective.COST));

  @Test
  void request_birthSavesTheWrite_laterRequestsTheRead() {
    Bank bank = EMPTY.request(100);
    assertThat(bank.balance()).isEqualTo(12_500);
    assertThat(bank.request(0).balance()).isEqualTo(13_500);
  }

  @Test
  void spend_writesWhatIsLeftAndReadsLessFromThenOn() {
    Bank bank = new Bank(CachePrices.WRITTEN, 0, 50_000).spend(1_000, 200, 0);
    assertThat(bank.balance()).isEqualTo(50_000 - 125 * 200 + 10 * 1_000);
    assertThat(bank.saved()).isEqualTo(800);
  }

  @Test
  void allows_onlyWhatIsWonBackInTime() {
    Bank rich = new Bank(CachePrices.WRITTEN, 0, 1_000_000);
    assertThat(rich.allows(1_000, 200, 0, 10)).isTrue();
    assertThat(rich.allows(1_000, 800, 0, 10)).isFalse();
    assertThat(rich.allows(1_000, 200, 5_000, 10)).isFalse();
    assertThat(rich.allows(1_000, 1_000, 0, 1_000)).isFalse();
  }

  @Test
  void allows_onCreditOnlyALittle() {
    assertThat(EMPTY.allows(500, 100, 0, 10)).isTrue();
    assertThat(EMPTY.allows(50_000, 12_000, 0, 10)).isFalse();
  }
}

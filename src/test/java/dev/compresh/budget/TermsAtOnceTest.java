package dev.compresh.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.budget.Reservation.BudgetExceeded;
import dev.compresh.budget.Reservation.InsufficientBalance;
import dev.compresh.budget.Reservation.ReservedMoney;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What is changed by this process holds for its next request, without waiting for a notice. */
@OnEachStore
class TermsAtOnceTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  private MoneyFixture moneyFixture;

  @BeforeEach
  void open(@TempDir Path folder) {
    moneyFixture = new MoneyFixture(engine, folder);
    // Known and cached: nobody has paid.
    assertThat(moneyFixture.terms().unlimited()).isTrue();
  }

  @AfterEach
  void close() {
    moneyFixture.close();
  }

  @Test
  void theFirstTopUp_makesTheOrganisationPrepaidAtOnce() {
    moneyFixture.topUps.add(MoneyFixture.PAYER.orgId(), 1_000, "test", "");
    assertThat(moneyFixture.terms().billing().prepaid()).isTrue();
    assertThat(moneyFixture.reserve(1_001)).isInstanceOf(InsufficientBalance.class);
    assertThat(moneyFixture.reserve(1_000)).isInstanceOf(ReservedMoney.class);
  }

  @Test
  void aPayment_asATopUp() {
    moneyFixture.topUps.pay("pay_1", MoneyFixture.PAYER.orgId(), 1_000, "stripe", "", _ -> {});
    assertThat(moneyFixture.reserve(1_001)).isInstanceOf(InsufficientBalance.class);
  }

  @Test
  void aSecondTopUp_canBeSpentAtOnce() {
    moneyFixture.topUps.add(MoneyFixture.PAYER.orgId(), 1_000, "test", "");
    assertThat(moneyFixture.reserve(1_000)).isInstanceOf(ReservedMoney.class);
    assertThat(moneyFixture.reserve(1_000)).isInstanceOf(InsufficientBalance.class);
    moneyFixture.topUps.add(MoneyFixture.PAYER.orgId(), 1_000, "test", "");
    assertThat(moneyFixture.reserve(1_000)).isInstanceOf(ReservedMoney.class);
  }

  @Test
  void aCap_bindsAtOnceAndGoesAtOnce() {
    SpendCap cap =
        new SpendCap(BudgetScope.KEY, MoneyFixture.PAYER.keyId(), 500, BudgetPeriod.NONE);
    moneyFixture.database.commit(
        handle -> {
          CapTable.set(handle, cap);
          return 0;
        });
    moneyFixture.held(500);
    assertThat(moneyFixture.reserve(1)).isInstanceOf(BudgetExceeded.class);
    moneyFixture.database.commit(
        handle -> CapTable.remove(handle, BudgetScope.KEY, MoneyFixture.PAYER.keyId()));
    assertThat(moneyFixture.terms().unlimited()).isTrue();
  }
}

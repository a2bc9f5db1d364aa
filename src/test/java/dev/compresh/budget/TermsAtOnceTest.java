package dev.compresh.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.budget.Reservation.BudgetExceeded;
import dev.compresh.budget.Reservation.InsufficientBalance;
import dev.compresh.budget.Reservation.Reserved;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed by this process holds for its next request, without waiting to be told. */
class TermsAtOnceTest {
  private Shop shop;

  @BeforeEach
  void open(@TempDir Path folder) {
    shop = new Shop(folder);
    // Known and cached: nobody has paid.
    assertThat(shop.terms().unlimited()).isTrue();
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void theFirstTopUp_makesTheOrganisationPrepaidAtOnce() {
    shop.topUps.add(Shop.PAYER.orgId(), 1_000, "test", "");
    assertThat(shop.terms().billing().prepaid()).isTrue();
    assertThat(shop.reserve(1_001)).isInstanceOf(InsufficientBalance.class);
    assertThat(shop.reserve(1_000)).isInstanceOf(Reserved.class);
  }

  @Test
  void aPayment_asATopUp() {
    shop.topUps.pay("pay_1", Shop.PAYER.orgId(), 1_000, "stripe", "", _ -> {});
    assertThat(shop.reserve(1_001)).isInstanceOf(InsufficientBalance.class);
  }

  @Test
  void aSecondTopUp_canBeSpentAtOnce() {
    shop.topUps.add(Shop.PAYER.orgId(), 1_000, "test", "");
    assertThat(shop.reserve(1_000)).isInstanceOf(Reserved.class);
    assertThat(shop.reserve(1_000)).isInstanceOf(InsufficientBalance.class);
    shop.topUps.add(Shop.PAYER.orgId(), 1_000, "test", "");
    assertThat(shop.reserve(1_000)).isInstanceOf(Reserved.class);
  }

  @Test
  void aCap_bindsAtOnceAndGoesAtOnce() {
    SpendCap cap = new SpendCap(Scope.KEY, Shop.PAYER.keyId(), 500, Period.NONE);
    shop.database.commit(
        handle -> {
          Caps.set(handle, cap);
          return 0;
        });
    shop.held(500);
    assertThat(shop.reserve(1)).isInstanceOf(BudgetExceeded.class);
    shop.database.commit(handle -> Caps.remove(handle, Scope.KEY, Shop.PAYER.keyId()));
    assertThat(shop.terms().unlimited()).isTrue();
  }
}

package dev.compresh.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.budget.LedgerEntry.EntryKind;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class LedgerTest {
  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  @TempDir private Path folder;
  private MoneyFixture moneyFixture;

  @BeforeEach
  void open() {
    moneyFixture = new MoneyFixture(engine, folder);
  }

  @AfterEach
  void close() {
    moneyFixture.close();
  }

  @Test
  void everyPosting_sumsToZeroAndTheBalanceIsTheSum() {
    moneyFixture.topUp(5_000);
    moneyFixture.finish(moneyFixture.held(700), MoneyFixture.NOON, 700);
    moneyFixture.database.commit(h -> by(h, EntryKind.ADJUSTMENT, -300, "counted twice"));
    moneyFixture.database.commit(h -> by(h, EntryKind.REFUND, -1_000, ""));
    assertThat(moneyFixture.balance()).isEqualTo(3_000);
    assertThat(
            moneyFixture.database.<List<Long>>read(
                handle ->
                    handle
                        .select("SELECT SUM(micros) FROM ledger_entry GROUP BY posting")
                        .map((row, _) -> row.getLong(1))
                        .list()))
        .hasSize(4)
        .containsOnly(0L);
  }

  private TopUps.PostedTopUp by(Handle handle, EntryKind entryKind, long micros, String note) {
    return moneyFixture.topUps.post(
        handle, "org_a", entryKind, micros, new TopUps.TopUpOrigin("usr_x", note, null));
  }

  private TopUps.PostedTopUp once(String request, long micros) {
    return moneyFixture.database.commit(
        h ->
            moneyFixture.topUps.post(
                h,
                "org_a",
                EntryKind.TOP_UP,
                micros,
                new TopUps.TopUpOrigin("usr_x", "", request)));
  }

  @Test
  void aRequestMadeAgain_postsNothing() {
    assertThat(once("one", 500)).isEqualTo(new TopUps.PostedTopUp(true, true, 500));
    assertThat(once("one", 500)).isEqualTo(new TopUps.PostedTopUp(false, true, 500));
    assertThat(once("one", 700)).isEqualTo(new TopUps.PostedTopUp(false, false, 500));
    assertThat(once("two", 500)).isEqualTo(new TopUps.PostedTopUp(true, true, 1_000));
  }

  @Test
  void amountsThatCantBe_areRefused() {
    assertThatThrownBy(() -> moneyFixture.topUps.add("org_a", 0, "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> moneyFixture.topUps.add("org_a", -1, "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> moneyFixture.topUps.add("org_a", Long.MAX_VALUE, "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> moneyFixture.database.commit(h -> by(h, EntryKind.ADJUSTMENT, 5, " ")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(moneyFixture.balance()).isZero();
  }

  @Test
  void pages_showEachEntryOnceLatestFirst() {
    for (int i = 1; i <= 7; i++) {
      moneyFixture.topUp(i);
      if (i == 4) {
        moneyFixture.time.set(MoneyFixture.NOON.plusSeconds(1));
      }
    }
    List<Long> seen = new ArrayList<>();
    LedgerEntry last = null;
    for (List<LedgerEntry> page = moneyFixture.ledger.entries("org_a", last, 3);
        !page.isEmpty();
        page = moneyFixture.ledger.entries("org_a", last, 3)) {
      page.forEach(entry -> seen.add(entry.micros()));
      last = page.getLast();
    }
    assertThat(seen).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(seen.subList(0, 3)).containsExactlyInAnyOrder(5L, 6L, 7L);
    assertThat(moneyFixture.ledger.entries("org_b", null, 3)).isEmpty();
  }

  @Test
  void periods_beginAtMidnightUtcAndOnTheFirst() {
    Instant leap = Instant.parse("2028-02-29T23:59:59.999999999Z");
    assertThat(BudgetPeriod.DAY.end(leap)).isEqualTo(Instant.parse("2028-03-01T00:00:00Z"));
    assertThat(BudgetPeriod.MONTH.end(leap)).isEqualTo(Instant.parse("2028-03-01T00:00:00Z"));
    assertThat(BudgetPeriod.MONTH.firstDay(leap)).isEqualTo(BudgetPeriod.day(leap) - 28);
    assertThat(BudgetPeriod.MONTH.firstDay(leap.plusNanos(1)))
        .isEqualTo(BudgetPeriod.day(leap) + 1);
    assertThat(BudgetPeriod.NONE.end(leap)).isNull();
  }

  @Test
  void aShareOfTheSaving_isRoundedOnceAndNothingWhereNothingIsSaved() {
    OrgBilling share = new OrgBilling("o", BillingPlan.SAVINGS_SHARE, 3_000, true);
    assertThat(share.charge(99, 10_000, 3_000_000)).isEqualTo(9_000);
    assertThat(share.charge(99, 1, 500_000)).isZero();
    assertThat(share.charge(99, 4, 500_000)).isEqualTo(1);
    assertThat(share.charge(99, -10, 3_000_000)).isZero();
    assertThat(share.charge(99, 10_000, 0)).isZero();
    assertThat(OrgBilling.standard("o").charge(99, 10_000, 3_000_000)).isEqualTo(99);
  }

  @Test
  void amounts_areReadAndShownExactly() {
    assertThat(UsdAmount.micros("12.5")).contains(12_500_000L);
    assertThat(UsdAmount.micros("$0.000001")).contains(1L);
    assertThat(UsdAmount.micros("0.0000001")).isEmpty();
    assertThat(UsdAmount.micros("1e9")).isEmpty();
    assertThat(UsdAmount.micros("")).isEmpty();
    assertThat(UsdAmount.micros("1.2.3")).isEmpty();
    assertThat(UsdAmount.micros("99999999999999")).isEmpty();
    assertThat(UsdAmount.text(54_390)).isEqualTo("0.05439");
    assertThat(UsdAmount.text(10_000_000)).isEqualTo("10.00");
    assertThat(UsdAmount.text(-1)).isEqualTo("-0.000001");
  }
}

package dev.compresh.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compresh.budget.LedgerEntry.Kind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop(folder);
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void everyPosting_sumsToZeroAndTheBalanceIsTheSum() {
    shop.topUp(5_000);
    shop.finish(shop.held(700), Shop.NOON, 700);
    shop.database.commit(h -> by(h, Kind.ADJUSTMENT, -300, "counted twice"));
    shop.database.commit(h -> by(h, Kind.REFUND, -1_000, ""));
    assertThat(shop.balance()).isEqualTo(3_000);
    assertThat(
            shop.database.<List<Long>>read(
                handle ->
                    handle
                        .select("SELECT SUM(micros) FROM ledger_entry GROUP BY posting")
                        .map((row, _) -> row.getLong(1))
                        .list()))
        .hasSize(4)
        .containsOnly(0L);
  }

  private TopUps.Posted by(Handle handle, Kind kind, long micros, String note) {
    return shop.topUps.post(handle, "org_a", kind, micros, new TopUps.By("usr_x", note, null));
  }

  private TopUps.Posted once(String request, long micros) {
    return shop.database.commit(
        h ->
            shop.topUps.post(h, "org_a", Kind.TOP_UP, micros, new TopUps.By("usr_x", "", request)));
  }

  @Test
  void aRequestMadeAgain_postsNothing() {
    assertThat(once("one", 500)).isEqualTo(new TopUps.Posted(true, true, 500));
    assertThat(once("one", 500)).isEqualTo(new TopUps.Posted(false, true, 500));
    assertThat(once("one", 700)).isEqualTo(new TopUps.Posted(false, false, 500));
    assertThat(once("two", 500)).isEqualTo(new TopUps.Posted(true, true, 1_000));
  }

  @Test
  void amountsThatCantBe_areRefused() {
    assertThatThrownBy(() -> shop.topUps.add("org_a", 0, "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> shop.topUps.add("org_a", -1, "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> shop.topUps.add("org_a", Long.MAX_VALUE, "x", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> shop.database.commit(h -> by(h, Kind.ADJUSTMENT, 5, " ")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(shop.balance()).isZero();
  }

  @Test
  void pages_showEachEntryOnceLatestFirst() {
    for (int i = 1; i <= 7; i++) {
      shop.topUp(i);
      if (i == 4) {
        shop.time.set(Shop.NOON.plusSeconds(1));
      }
    }
    List<Long> seen = new ArrayList<>();
    LedgerEntry last = null;
    for (List<LedgerEntry> page = shop.ledger.entries("org_a", last, 3);
        !page.isEmpty();
        page = shop.ledger.entries("org_a", last, 3)) {
      page.forEach(entry -> seen.add(entry.micros()));
      last = page.getLast();
    }
    assertThat(seen).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(seen.subList(0, 3)).containsExactlyInAnyOrder(5L, 6L, 7L);
    assertThat(shop.ledger.entries("org_b", null, 3)).isEmpty();
  }

  @Test
  void periods_beginAtMidnightUtcAndOnTheFirst() {
    Instant leap = Instant.parse("2028-02-29T23:59:59.999999999Z");
    assertThat(Period.DAY.end(leap)).isEqualTo(Instant.parse("2028-03-01T00:00:00Z"));
    assertThat(Period.MONTH.end(leap)).isEqualTo(Instant.parse("2028-03-01T00:00:00Z"));
    assertThat(Period.MONTH.firstDay(leap)).isEqualTo(Period.day(leap) - 28);
    assertThat(Period.MONTH.firstDay(leap.plusNanos(1))).isEqualTo(Period.day(leap) + 1);
    assertThat(Period.NONE.end(leap)).isNull();
  }

  @Test
  void aShareOfTheSaving_isRoundedOnceAndNothingWhereNothingIsSaved() {
    OrgBilling share = new OrgBilling("o", Plan.SAVINGS_SHARE, 3_000, true);
    assertThat(share.charge(99, 10_000, 3_000_000)).isEqualTo(9_000);
    assertThat(share.charge(99, 1, 500_000)).isZero();
    assertThat(share.charge(99, 4, 500_000)).isEqualTo(1);
    assertThat(share.charge(99, -10, 3_000_000)).isZero();
    assertThat(share.charge(99, 10_000, 0)).isZero();
    assertThat(OrgBilling.standard("o").charge(99, 10_000, 3_000_000)).isEqualTo(99);
  }

  @Test
  void amounts_areReadAndShownExactly() {
    assertThat(Usd.micros("12.5")).contains(12_500_000L);
    assertThat(Usd.micros("$0.000001")).contains(1L);
    assertThat(Usd.micros("0.0000001")).isEmpty();
    assertThat(Usd.micros("1e9")).isEmpty();
    assertThat(Usd.micros("")).isEmpty();
    assertThat(Usd.micros("1.2.3")).isEmpty();
    assertThat(Usd.micros("99999999999999")).isEmpty();
    assertThat(Usd.text(54_390)).isEqualTo("0.05439");
    assertThat(Usd.text(10_000_000)).isEqualTo("10.00");
    assertThat(Usd.text(-1)).isEqualTo("-0.000001");
  }
}

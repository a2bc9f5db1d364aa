package dev.compresh.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.budget.Reservation.BudgetExceeded;
import dev.compresh.budget.Reservation.InsufficientBalance;
import dev.compresh.budget.Reservation.ReservationUnavailable;
import dev.compresh.budget.Reservation.ReservedMoney;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

@OnEachStore
class ReservationTest {
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
  void withoutCapsAndPrepaidBalance_nothingIsHeld() {
    assertThat(moneyFixture.terms().unlimited()).isTrue();
    assertThat(moneyFixture.held(1_000_000)).isSameAs(MoneyHold.NONE);
    assertThat(moneyFixture.leased()).isZero();
  }

  @Test
  void aFirstTopUp_makesAnOrganisationPrepaid() {
    moneyFixture.topUp(500);
    assertThat(moneyFixture.terms().billing().prepaid()).isTrue();
    assertThat(moneyFixture.reserve(501)).isEqualTo(new InsufficientBalance(501));
    assertThat(moneyFixture.reserve(500)).isInstanceOf(ReservedMoney.class);
  }

  @Test
  void twoHundredAtOnceInTwoProcesses_tenSucceedAndNothingIsOverdrawn() throws Exception {
    moneyFixture.topUp(10 * 777);
    AtomicInteger admitted = new AtomicInteger();
    AtomicLong least = new AtomicLong(Long.MAX_VALUE);
    try (MoneyFixture other = new MoneyFixture(engine, folder)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        MoneyFixture at = i % 2 == 0 ? moneyFixture : other;
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  if (at.reserve(777) instanceof ReservedMoney(MoneyHold moneyHold)) {
                    admitted.incrementAndGet();
                    at.finish(moneyHold, MoneyFixture.NOON, 777);
                  }
                  least.accumulateAndGet(at.balance(), Math::min);
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
    }
    assertThat(admitted).hasValue(10);
    assertThat(least.get()).isNotNegative();
    assertThat(moneyFixture.balance()).isZero();
    assertThat(moneyFixture.leased()).isZero();
  }

  @Test
  void whatWasHeldTooMuch_isThereForTheNextInAnotherProcess() {
    moneyFixture.topUp(1_000);
    try (MoneyFixture other = new MoneyFixture(engine, folder)) {
      for (int i = 0; i < 5; i++) {
        MoneyFixture at = i % 2 == 0 ? moneyFixture : other;
        at.finish(at.held(600), MoneyFixture.NOON, 100);
      }
      assertThat(moneyFixture.balance()).isEqualTo(500);
      assertThat(other.reserve(501)).isEqualTo(new InsufficientBalance(501));
      assertThat(other.reserve(500)).isInstanceOf(ReservedMoney.class);
    }
  }

  @Test
  void aReleasedHold_costsNothingAndIsFreeForOthers() {
    moneyFixture.topUp(1_000);
    try (MoneyFixture other = new MoneyFixture(engine, folder)) {
      MoneyHold moneyHold = moneyFixture.held(1_000);
      assertThat(other.reserve(1)).isInstanceOf(InsufficientBalance.class);
      moneyHold.release();
      moneyHold.release();
      moneyFixture.budget.sweep();
      assertThat(other.reserve(1_000)).isInstanceOf(ReservedMoney.class);
    }
  }

  @Test
  void withPlenty_mostRequestsNeedNoAccessToTheStore() {
    moneyFixture.topUp(10_000_000);
    List<MoneyHold> holds = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      holds.add(moneyFixture.held(1_000));
    }
    long leased = moneyFixture.leased();
    assertThat(leased).isBetween(100_000L, 10_000_000L / 16 + 1);
    holds.forEach(MoneyHold::release);
    assertThat(moneyFixture.held(100_000)).isNotNull();
    assertThat(moneyFixture.leased()).isEqualTo(leased);
  }

  @Test
  void anUnboundedAnswer_holdsWhatThereIsDownToItsLeast() {
    moneyFixture.topUp(1_000);
    CostEstimate costEstimate = new CostEstimate(800, 300, 800);
    List<Reservation> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(moneyFixture.budget.reserve(moneyFixture.terms(), MoneyFixture.NOON, costEstimate));
    }
    assertThat(all.get(0)).isInstanceOf(ReservedMoney.class);
    assertThat(all.get(1)).isEqualTo(new InsufficientBalance(300));
    ((ReservedMoney) all.getFirst()).hold().release();
    assertThat(moneyFixture.held(700)).isNotNull();
    assertThat(moneyFixture.budget.reserve(moneyFixture.terms(), MoneyFixture.NOON, costEstimate))
        .isInstanceOf(ReservedMoney.class);
    assertThat(moneyFixture.budget.held()).isEqualTo(1_000);
  }

  @Test
  void caps_areAskedAfterTheBalanceAndKeyBeforeUserBeforeOrg() {
    moneyFixture.cap(BudgetScope.ORG, 100, BudgetPeriod.NONE);
    moneyFixture.cap(BudgetScope.USER, 100, BudgetPeriod.MONTH);
    moneyFixture.cap(BudgetScope.KEY, 100, BudgetPeriod.DAY);
    MoneyHold all = moneyFixture.held(100);
    assertThat(moneyFixture.reserve(1))
        .isEqualTo(
            new BudgetExceeded(
                new SpendCap(BudgetScope.KEY, "key_a", 100, BudgetPeriod.DAY),
                Instant.parse("2026-11-22T00:00:00Z")));
    moneyFixture.cap(BudgetScope.KEY, 200, BudgetPeriod.DAY);
    assertThat(moneyFixture.reserve(1))
        .isEqualTo(
            new BudgetExceeded(
                new SpendCap(BudgetScope.USER, "usr_a", 100, BudgetPeriod.MONTH),
                Instant.parse("2026-12-01T00:00:00Z")));
    moneyFixture.cap(BudgetScope.USER, 200, BudgetPeriod.DAY);
    assertThat(moneyFixture.reserve(1))
        .isEqualTo(
            new BudgetExceeded(
                new SpendCap(BudgetScope.ORG, "org_a", 100, BudgetPeriod.NONE), null));
    moneyFixture.topUp(50);
    assertThat(moneyFixture.reserve(101)).isInstanceOf(InsufficientBalance.class);
    all.release();
    assertThat(moneyFixture.budget.held()).isZero();
  }

  @Test
  void aCapThatIsNotReached_letsOneMoreThroughWhateverItMayCost() {
    moneyFixture.cap(BudgetScope.KEY, 100, BudgetPeriod.DAY);
    moneyFixture.finish(moneyFixture.held(32_000), MoneyFixture.NOON, 99);
    MoneyHold last = moneyFixture.held(32_000);
    assertThat(moneyFixture.reserve(1)).isInstanceOf(BudgetExceeded.class);
    moneyFixture.finish(last, MoneyFixture.NOON, 40);
    assertThat(moneyFixture.reserve(1)).isInstanceOf(BudgetExceeded.class);
    assertThat(
            moneyFixture
                .caps
                .standing(BudgetScope.KEY, "key_a", MoneyFixture.NOON)
                .orElseThrow()
                .spent())
        .isEqualTo(139);
  }

  @Test
  void aReachedCap_refusesEvenWhatIsFree_aUsedUpBalanceDoesNot() {
    moneyFixture.topUp(10);
    moneyFixture.cap(BudgetScope.KEY, 10, BudgetPeriod.NONE);
    assertThat(moneyFixture.budget.refusal(moneyFixture.terms(), MoneyFixture.NOON, false))
        .isNull();
    moneyFixture.finish(moneyFixture.held(10), MoneyFixture.NOON, 10);
    BillingTerms billingTerms = moneyFixture.terms();
    moneyFixture.budget.changed();
    assertThat(moneyFixture.budget.refusal(billingTerms, MoneyFixture.NOON, false))
        .isInstanceOf(InsufficientBalance.class);
    assertThat(moneyFixture.budget.refusal(billingTerms, MoneyFixture.NOON, true))
        .isInstanceOf(BudgetExceeded.class);
    assertThat(
            moneyFixture.budget.refusal(
                new BillingTerms(billingTerms.billing(), List.of()), MoneyFixture.NOON, true))
        .isNull();
  }

  @Test
  void moreThanWasHeld_isTakenFromWhatIsLeft() {
    moneyFixture.topUp(1_000);
    moneyFixture.finish(moneyFixture.held(100), MoneyFixture.NOON, 900);
    assertThat(moneyFixture.balance()).isEqualTo(100);
    assertThat(moneyFixture.reserve(101)).isInstanceOf(InsufficientBalance.class);
    assertThat(moneyFixture.reserve(100)).isInstanceOf(ReservedMoney.class);
  }

  @Test
  void aRequestOverMidnight_countsInThePeriodItBeganIn() {
    moneyFixture.cap(BudgetScope.KEY, 100, BudgetPeriod.DAY);
    Instant before = Instant.parse("2026-11-30T23:59:59.999Z");
    moneyFixture.time.set(before);
    MoneyHold moneyHold = moneyFixture.held(80);
    moneyFixture.time.set(Instant.parse("2026-12-01T00:00:00Z"));
    MoneyHold next = moneyFixture.held(100);
    moneyFixture.finish(moneyHold, before, 80);
    moneyFixture.finish(next, moneyFixture.time.get(), 90);
    assertThat(moneyFixture.caps.standing(BudgetScope.KEY, "key_a", before).orElseThrow().spent())
        .isEqualTo(80);
    CapStatus today =
        moneyFixture.caps.standing(BudgetScope.KEY, "key_a", moneyFixture.time.get()).orElseThrow();
    assertThat(today.spent()).isEqualTo(90);
    assertThat(today.remaining()).isEqualTo(10);
    assertThat(today.resets()).isEqualTo(Instant.parse("2026-12-02T00:00:00Z"));
    moneyFixture.finish(moneyFixture.held(11), moneyFixture.time.get(), 10);
    assertThat(moneyFixture.reserve(1)).isInstanceOf(BudgetExceeded.class);
    moneyFixture.cap(BudgetScope.KEY, 1_000, BudgetPeriod.MONTH);
    assertThat(moneyFixture.caps.standing(BudgetScope.KEY, "key_a", before).orElseThrow().spent())
        .isEqualTo(80);
    assertThat(
            moneyFixture
                .caps
                .standing(BudgetScope.KEY, "key_a", moneyFixture.time.get())
                .orElseThrow()
                .spent())
        .isEqualTo(100);
    moneyFixture.cap(BudgetScope.KEY, 1_000, BudgetPeriod.NONE);
    assertThat(moneyFixture.caps.standing(BudgetScope.KEY, "key_a", before).orElseThrow().spent())
        .isEqualTo(180);
  }

  @Test
  void aCapThatIsLowered_countsAtOnceAlsoForWhatWasLentAhead() {
    moneyFixture.cap(BudgetScope.KEY, 10_000_000, BudgetPeriod.NONE);
    moneyFixture.finish(moneyFixture.held(1_000), MoneyFixture.NOON, 1_000);
    moneyFixture.cap(BudgetScope.KEY, 1_500, BudgetPeriod.NONE);
    moneyFixture.budget.sweep();
    assertThat(moneyFixture.reserve(501)).isInstanceOf(ReservedMoney.class);
    assertThat(moneyFixture.budget.held()).isEqualTo(500);
    assertThat(moneyFixture.reserve(1)).isInstanceOf(BudgetExceeded.class);
  }

  @Test
  void nineTenths_areToldOnceForEachPeriod() {
    moneyFixture.cap(BudgetScope.KEY, 1_000, BudgetPeriod.DAY);
    moneyFixture.finish(moneyFixture.held(899), MoneyFixture.NOON, 899);
    assertThat(moneyFixture.warnings).isEmpty();
    moneyFixture.finish(moneyFixture.held(1), MoneyFixture.NOON, 1);
    moneyFixture.finish(moneyFixture.held(1), MoneyFixture.NOON, 1);
    assertThat(moneyFixture.warnings)
        .containsExactly(
            new CapWarning(new SpendCap(BudgetScope.KEY, "key_a", 1_000, BudgetPeriod.DAY), 900));
    moneyFixture.time.set(MoneyFixture.NOON.plus(Duration.ofDays(1)));
    moneyFixture.finish(moneyFixture.held(950), moneyFixture.time.get(), 950);
    assertThat(moneyFixture.warnings).hasSize(2);
  }

  @Test
  void eventsThatCouldNotBeWritten_keepTheirMoneyUntilTheyAre() {
    moneyFixture.topUp(1_000);
    MoneyHold moneyHold = moneyFixture.held(1_000);
    String id = moneyFixture.settle(moneyHold, 400);
    moneyFixture.books.open(List.of(id)).close(false);
    assertThat(moneyFixture.reserve(601)).isInstanceOf(InsufficientBalance.class);
    assertThat(moneyFixture.held(600)).isNotNull();
    moneyFixture.write(List.of(MoneyFixture.entry(id, MoneyFixture.NOON, 400)));
    assertThat(moneyFixture.balance()).isEqualTo(600);
  }

  @Test
  void eventsThatAreLost_costNothing() {
    moneyFixture.topUp(1_000);
    String id = moneyFixture.settle(moneyFixture.held(1_000), 1_000);
    moneyFixture.books.lost(List.of(id));
    assertThat(moneyFixture.reserve(1_000)).isInstanceOf(ReservedMoney.class);
  }

  @Test
  void aStoreThatIsDown_isNoReasonToLetAnybodyPass() {
    moneyFixture.topUp(1_000);
    BillingTerms billingTerms = moneyFixture.terms();
    moneyFixture.database.close();
    CostEstimate costEstimate = new CostEstimate(1, 1, 1);
    assertThat(moneyFixture.budget.reserve(billingTerms, MoneyFixture.NOON, costEstimate))
        .isEqualTo(new ReservationUnavailable());
    assertThat(moneyFixture.budget.refusal(billingTerms, MoneyFixture.NOON, false))
        .isEqualTo(new ReservationUnavailable());
    assertThat(moneyFixture.budget.terms(new Payer("x", "y", "z"))).isEmpty();
  }
}

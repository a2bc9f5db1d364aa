package dev.compresh.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.budget.Reservation.BudgetExceeded;
import dev.compresh.budget.Reservation.InsufficientBalance;
import dev.compresh.budget.Reservation.Reserved;
import dev.compresh.budget.Reservation.Unavailable;
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

class ReservationTest {
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
  void withoutCapsAndPrepaidBalance_nothingIsHeld() {
    assertThat(shop.terms().unlimited()).isTrue();
    assertThat(shop.held(1_000_000)).isSameAs(Hold.NONE);
    assertThat(shop.leased()).isZero();
  }

  @Test
  void aFirstTopUp_makesAnOrganisationPrepaid() {
    shop.topUp(500);
    assertThat(shop.terms().billing().prepaid()).isTrue();
    assertThat(shop.reserve(501)).isEqualTo(new InsufficientBalance(501));
    assertThat(shop.reserve(500)).isInstanceOf(Reserved.class);
  }

  @Test
  void twoHundredAtOnceInTwoProcesses_tenSucceedAndNothingIsOverdrawn() throws Exception {
    shop.topUp(10 * 777);
    AtomicInteger admitted = new AtomicInteger();
    AtomicLong least = new AtomicLong(Long.MAX_VALUE);
    try (Shop other = new Shop(folder)) {
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Shop at = i % 2 == 0 ? shop : other;
        threads.add(
            Thread.startVirtualThread(
                () -> {
                  if (at.reserve(777) instanceof Reserved(Hold hold)) {
                    admitted.incrementAndGet();
                    at.finish(hold, Shop.NOON, 777);
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
    assertThat(shop.balance()).isZero();
    assertThat(shop.leased()).isZero();
  }

  @Test
  void whatWasHeldTooMuch_isThereForTheNextInAnotherProcess() {
    shop.topUp(1_000);
    try (Shop other = new Shop(folder)) {
      for (int i = 0; i < 5; i++) {
        Shop at = i % 2 == 0 ? shop : other;
        at.finish(at.held(600), Shop.NOON, 100);
      }
      assertThat(shop.balance()).isEqualTo(500);
      assertThat(other.reserve(501)).isEqualTo(new InsufficientBalance(501));
      assertThat(other.reserve(500)).isInstanceOf(Reserved.class);
    }
  }

  @Test
  void aReleasedHold_costsNothingAndIsFreeForOthers() {
    shop.topUp(1_000);
    try (Shop other = new Shop(folder)) {
      Hold hold = shop.held(1_000);
      assertThat(other.reserve(1)).isInstanceOf(InsufficientBalance.class);
      hold.release();
      hold.release();
      shop.budget.sweep();
      assertThat(other.reserve(1_000)).isInstanceOf(Reserved.class);
    }
  }

  @Test
  void withPlenty_mostRequestsNeedNoAccessToTheStore() {
    shop.topUp(10_000_000);
    List<Hold> holds = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      holds.add(shop.held(1_000));
    }
    long leased = shop.leased();
    assertThat(leased).isBetween(100_000L, 10_000_000L / 16 + 1);
    holds.forEach(Hold::release);
    assertThat(shop.held(100_000)).isNotNull();
    assertThat(shop.leased()).isEqualTo(leased);
  }

  @Test
  void anUnboundedAnswer_holdsWhatThereIsDownToItsLeast() {
    shop.topUp(1_000);
    Estimate estimate = new Estimate(800, 300, 800);
    List<Reservation> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(shop.budget.reserve(shop.terms(), Shop.NOON, estimate));
    }
    assertThat(all.get(0)).isInstanceOf(Reserved.class);
    assertThat(all.get(1)).isEqualTo(new InsufficientBalance(300));
    ((Reserved) all.getFirst()).hold().release();
    assertThat(shop.held(700)).isNotNull();
    assertThat(shop.budget.reserve(shop.terms(), Shop.NOON, estimate)).isInstanceOf(Reserved.class);
    assertThat(shop.budget.held()).isEqualTo(1_000);
  }

  @Test
  void caps_areAskedAfterTheBalanceAndKeyBeforeUserBeforeOrg() {
    shop.cap(Scope.ORG, 100, Period.NONE);
    shop.cap(Scope.USER, 100, Period.MONTH);
    shop.cap(Scope.KEY, 100, Period.DAY);
    Hold all = shop.held(100);
    assertThat(shop.reserve(1))
        .isEqualTo(
            new BudgetExceeded(
                new SpendCap(Scope.KEY, "key_a", 100, Period.DAY),
                Instant.parse("2026-11-22T00:00:00Z")));
    shop.cap(Scope.KEY, 200, Period.DAY);
    assertThat(shop.reserve(1))
        .isEqualTo(
            new BudgetExceeded(
                new SpendCap(Scope.USER, "usr_a", 100, Period.MONTH),
                Instant.parse("2026-12-01T00:00:00Z")));
    shop.cap(Scope.USER, 200, Period.DAY);
    assertThat(shop.reserve(1))
        .isEqualTo(new BudgetExceeded(new SpendCap(Scope.ORG, "org_a", 100, Period.NONE), null));
    shop.topUp(50);
    assertThat(shop.reserve(101)).isInstanceOf(InsufficientBalance.class);
    all.release();
    assertThat(shop.budget.held()).isZero();
  }

  @Test
  void aCapThatIsNotReached_letsOneMoreThroughWhateverItMayCost() {
    shop.cap(Scope.KEY, 100, Period.DAY);
    shop.finish(shop.held(32_000), Shop.NOON, 99);
    Hold last = shop.held(32_000);
    assertThat(shop.reserve(1)).isInstanceOf(BudgetExceeded.class);
    shop.finish(last, Shop.NOON, 40);
    assertThat(shop.reserve(1)).isInstanceOf(BudgetExceeded.class);
    assertThat(shop.caps.standing(Scope.KEY, "key_a", Shop.NOON).orElseThrow().spent())
        .isEqualTo(139);
  }

  @Test
  void aReachedCap_refusesEvenWhatIsFree_aUsedUpBalanceDoesNot() {
    shop.topUp(10);
    shop.cap(Scope.KEY, 10, Period.NONE);
    assertThat(shop.budget.refusal(shop.terms(), Shop.NOON, false)).isNull();
    shop.finish(shop.held(10), Shop.NOON, 10);
    Terms terms = shop.terms();
    shop.budget.changed();
    assertThat(shop.budget.refusal(terms, Shop.NOON, false))
        .isInstanceOf(InsufficientBalance.class);
    assertThat(shop.budget.refusal(terms, Shop.NOON, true)).isInstanceOf(BudgetExceeded.class);
    assertThat(shop.budget.refusal(new Terms(terms.billing(), List.of()), Shop.NOON, true))
        .isNull();
  }

  @Test
  void moreThanWasHeld_isTakenFromWhatIsLeft() {
    shop.topUp(1_000);
    shop.finish(shop.held(100), Shop.NOON, 900);
    assertThat(shop.balance()).isEqualTo(100);
    assertThat(shop.reserve(101)).isInstanceOf(InsufficientBalance.class);
    assertThat(shop.reserve(100)).isInstanceOf(Reserved.class);
  }

  @Test
  void aRequestOverMidnight_countsInThePeriodItBeganIn() {
    shop.cap(Scope.KEY, 100, Period.DAY);
    Instant before = Instant.parse("2026-11-30T23:59:59.999Z");
    shop.time.set(before);
    Hold hold = shop.held(80);
    shop.time.set(Instant.parse("2026-12-01T00:00:00Z"));
    Hold next = shop.held(100);
    shop.finish(hold, before, 80);
    shop.finish(next, shop.time.get(), 90);
    assertThat(shop.caps.standing(Scope.KEY, "key_a", before).orElseThrow().spent()).isEqualTo(80);
    Standing today = shop.caps.standing(Scope.KEY, "key_a", shop.time.get()).orElseThrow();
    assertThat(today.spent()).isEqualTo(90);
    assertThat(today.remaining()).isEqualTo(10);
    assertThat(today.resets()).isEqualTo(Instant.parse("2026-12-02T00:00:00Z"));
    shop.finish(shop.held(11), shop.time.get(), 10);
    assertThat(shop.reserve(1)).isInstanceOf(BudgetExceeded.class);
    shop.cap(Scope.KEY, 1_000, Period.MONTH);
    assertThat(shop.caps.standing(Scope.KEY, "key_a", before).orElseThrow().spent()).isEqualTo(80);
    assertThat(shop.caps.standing(Scope.KEY, "key_a", shop.time.get()).orElseThrow().spent())
        .isEqualTo(100);
    shop.cap(Scope.KEY, 1_000, Period.NONE);
    assertThat(shop.caps.standing(Scope.KEY, "key_a", before).orElseThrow().spent()).isEqualTo(180);
  }

  @Test
  void aCapThatIsLowered_countsAtOnceAlsoForWhatWasLentAhead() {
    shop.cap(Scope.KEY, 10_000_000, Period.NONE);
    shop.finish(shop.held(1_000), Shop.NOON, 1_000);
    shop.cap(Scope.KEY, 1_500, Period.NONE);
    shop.budget.sweep();
    assertThat(shop.reserve(501)).isInstanceOf(Reserved.class);
    assertThat(shop.budget.held()).isEqualTo(500);
    assertThat(shop.reserve(1)).isInstanceOf(BudgetExceeded.class);
  }

  @Test
  void nineTenths_areToldOnceForEachPeriod() {
    shop.cap(Scope.KEY, 1_000, Period.DAY);
    shop.finish(shop.held(899), Shop.NOON, 899);
    assertThat(shop.warnings).isEmpty();
    shop.finish(shop.held(1), Shop.NOON, 1);
    shop.finish(shop.held(1), Shop.NOON, 1);
    assertThat(shop.warnings)
        .containsExactly(new Warning(new SpendCap(Scope.KEY, "key_a", 1_000, Period.DAY), 900));
    shop.time.set(Shop.NOON.plus(Duration.ofDays(1)));
    shop.finish(shop.held(950), shop.time.get(), 950);
    assertThat(shop.warnings).hasSize(2);
  }

  @Test
  void eventsThatCouldNotBeWritten_keepTheirMoneyUntilTheyAre() {
    shop.topUp(1_000);
    Hold hold = shop.held(1_000);
    String id = shop.settle(hold, 400);
    shop.books.open(List.of(id)).close(false);
    assertThat(shop.reserve(601)).isInstanceOf(InsufficientBalance.class);
    assertThat(shop.held(600)).isNotNull();
    shop.write(List.of(Shop.entry(id, Shop.NOON, 400)));
    assertThat(shop.balance()).isEqualTo(600);
  }

  @Test
  void eventsThatAreLost_costNothing() {
    shop.topUp(1_000);
    String id = shop.settle(shop.held(1_000), 1_000);
    shop.books.lost(List.of(id));
    assertThat(shop.reserve(1_000)).isInstanceOf(Reserved.class);
  }

  @Test
  void aStoreThatIsDown_isNoReasonToLetAnybodyPass() {
    shop.topUp(1_000);
    Terms terms = shop.terms();
    shop.database.close();
    Estimate estimate = new Estimate(1, 1, 1);
    assertThat(shop.budget.reserve(terms, Shop.NOON, estimate)).isEqualTo(new Unavailable());
    assertThat(shop.budget.refusal(terms, Shop.NOON, false)).isEqualTo(new Unavailable());
    assertThat(shop.budget.terms(new Payer("x", "y", "z"))).isEmpty();
  }
}

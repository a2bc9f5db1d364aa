package dev.compresh.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.budget.Budget;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.CostEstimate;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.MoneyHold;
import dev.compresh.budget.Payer;
import dev.compresh.budget.Reservation;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.SpendRecorder;
import dev.compresh.budget.SpendReports;
import dev.compresh.budget.TopUps;
import dev.compresh.dialect.Usage;
import dev.compresh.proxy.SpendBookkeeper;
import dev.compresh.store.Database;
import dev.compresh.store.FolderInstances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Random histories on the real store: ledger, usage, budgets and balance agree after each. */
class MoneyPropertyTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final List<String> ORGS = List.of("org_a", "org_b");

  /** What happens. */
  enum MoneyAct {
    ASK,
    FAIL,
    LEAVE_OPEN,
    TOP_UP,
    CAP,
    NO_CAP,
    WRITE,
    REPLAY,
    CRASH,
    NEXT_DAY
  }

  /**
   * One thing that happens.
   *
   * @param who which organisation
   */
  record MoneyStep(MoneyAct act, int who, int amount) {}

  @Provide
  Arbitrary<List<MoneyStep>> histories() {
    Arbitrary<MoneyAct> acts =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(6, Arbitraries.just(MoneyAct.ASK)),
            net.jqwik.api.Tuple.of(4, Arbitraries.of(MoneyAct.values())));
    return Combinators.combine(acts, Arbitraries.of(0, 1), Arbitraries.integers().between(1, 900))
        .as(MoneyStep::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }

  @Property(tries = 25, seed = "1")
  void ledgerUsageAndBalance_agree(@ForAll("histories") List<MoneyStep> history) throws Exception {
    Path folder = Files.createTempDirectory("money");
    try (MoneyWorld moneyWorld = new MoneyWorld(folder)) {
      history.forEach(moneyWorld::happen);
      moneyWorld.log.flush();
      moneyWorld.check();
    } finally {
      try (var files = Files.walk(folder)) {
        files.sorted(Comparator.reverseOrder()).forEach(MoneyPropertyTest::delete);
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The money of a process that crashes at times. */
  private static final class MoneyWorld implements AutoCloseable {
    private final Path folder;
    private final Database database;
    private final List<UsageEvent> told = new ArrayList<>();
    private Instant now = NOON;
    private final InstantSource clock = () -> now;
    private Budget budget;
    private UsageLog log;
    private int events;

    MoneyWorld(Path folder) throws Exception {
      this.folder = folder;
      this.database = Database.open(folder);
      this.budget = new Budget(database, new FolderInstances(folder), clock);
      this.log = log();
      ORGS.forEach(org -> new TopUps(database, clock).add(org, 2_000, "test", ""));
    }

    private UsageLog log() {
      return new UsageLog(
          database, new SpendBookkeeper(new SpendRecorder(budget, clock, _ -> {})), 1_000, NEVER);
    }

    void happen(MoneyStep moneyStep) {
      Payer payer =
          new Payer(ORGS.get(moneyStep.who), "usr" + moneyStep.who, "key" + moneyStep.who);
      switch (moneyStep.act) {
        case ASK ->
            ask(payer, moneyStep.amount)
                .ifPresent(moneyHold -> finish(payer, moneyHold, moneyStep.amount));
        case FAIL ->
            ask(payer, moneyStep.amount).ifPresent(moneyHold -> finish(payer, moneyHold, 0));
        case LEAVE_OPEN -> ask(payer, moneyStep.amount);
        case TOP_UP -> new TopUps(database, clock).add(payer.orgId(), moneyStep.amount, "test", "");
        case CAP -> cap(Optional.of(payer), moneyStep.amount * 3L);
        case NO_CAP -> cap(Optional.empty(), 0);
        case WRITE -> log.flush();
        case REPLAY -> told.stream().skip(moneyStep.amount % 7).forEach(log::append);
        case CRASH -> crash();
        case NEXT_DAY -> now = now.plus(Duration.ofHours(13));
      }
      for (String org : ORGS) {
        assertThat(new Ledger(database).balance(org)).isNotNegative();
      }
    }

    private Optional<MoneyHold> ask(Payer payer, long most) {
      CostEstimate costEstimate = new CostEstimate(most, most, most);
      Reservation reservation =
          budget.reserve(budget.terms(payer).orElseThrow(), now, costEstimate);
      return reservation instanceof Reservation.ReservedMoney(MoneyHold moneyHold)
          ? Optional.of(moneyHold)
          : Optional.empty();
    }

    private void finish(Payer payer, MoneyHold moneyHold, long cost) {
      long charge = payer.orgId().equals("org_a") ? cost : cost * 3 / 10;
      UsageEvent event = event("e" + events++, now, payer, cost, charge);
      moneyHold.settle(event.id(), cost, charge);
      log.append(event);
      told.add(event);
    }

    private static UsageEvent event(String id, Instant time, Payer payer, long cost, long charge) {
      return new UsageEvent(
          id,
          time,
          new UsageEvent.EventCaller(payer.orgId(), payer.userId(), payer.keyId(), "s"),
          new UsageEvent.EventCall("r", "/v1/messages", "m", "p", "m", false, "off"),
          new UsageEvent.EventPrompt(10, 8, false, Map.of()),
          new UsageEvent.EventAnswer(
              cost == 0 ? 500 : 200, "COMPLETE", new Usage(8, 0, 0, 0, 3, 0), 0),
          new UsageEvent.EventTiming(1, 1, 1),
          InputAccounting.NONE,
          new UsageEvent.EventBill(cost, charge));
    }

    private void cap(Optional<Payer> payer, long micros) {
      database.commit(
          handle -> {
            payer.ifPresentOrElse(
                p ->
                    CapTable.set(
                        handle, new SpendCap(BudgetScope.KEY, p.keyId(), micros, BudgetPeriod.DAY)),
                () -> CapTable.remove(handle, BudgetScope.KEY, "key0"));
            return true;
          });
    }

    /** What is in memory alone is lost, and with it what those requests cost. */
    private void crash() {
      budget.close();
      budget = new Budget(database, new FolderInstances(folder), clock);
      told.removeIf(event -> !written(event.id()));
      log = log();
    }

    private boolean written(String id) {
      return one("SELECT COUNT(*) FROM usage_event WHERE id = '" + id + "'") > 0;
    }

    private long one(String sql) {
      return database.read(handle -> handle.select(sql).map((row, _) -> row.getLong(1)).one());
    }

    void check() {
      assertThat(one("SELECT COUNT(*) FROM usage_event")).isEqualTo(told.size());
      assertThat(one("SELECT COALESCE(SUM(micros), 0) FROM ledger_entry")).isZero();
      assertThat(
              one(
                  "SELECT COUNT(*) FROM (SELECT posting FROM ledger_entry GROUP BY posting"
                      + " HAVING SUM(micros) <> 0 OR COUNT(*) <> 2) AS odd"))
          .isZero();
      assertThat(
              one(
                  "SELECT COUNT(*) FROM balance b WHERE b.micros <> (SELECT SUM(l.micros) FROM"
                      + " ledger_entry l WHERE l.account = b.account)"))
          .isZero();
      for (int who = 0; who < ORGS.size(); who++) {
        String org = ORGS.get(who);
        long cost = sum("cost_micros", org);
        assertThat(
                -one(
                    "SELECT COALESCE(SUM(micros), 0) FROM ledger_entry WHERE kind = 'USAGE' AND"
                        + " account = 'org:"
                        + org
                        + "'"))
            .isEqualTo(sum("charge_micros", org));
        SpendReports reports = new SpendReports(database);
        assertThat(reports.total(BudgetScope.ORG, org).cost()).isEqualTo(cost);
        assertThat(reports.total(BudgetScope.USER, "usr" + who).cost()).isEqualTo(cost);
        assertThat(reports.total(BudgetScope.KEY, "key" + who).cost()).isEqualTo(cost);
        assertThat(reports.total(BudgetScope.KEY, "key" + who).requests())
            .isEqualTo(one("SELECT COUNT(*) FROM usage_event WHERE org_id = '" + org + "'"));
      }
      budget.close();
      assertThat(one("SELECT COUNT(*) FROM lease")).isZero();
    }

    private long sum(String column, String org) {
      return one(
          "SELECT COALESCE(SUM(" + column + "), 0) FROM usage_event WHERE org_id = '" + org + "'");
    }

    @Override
    public void close() {
      log.close();
      database.close();
    }
  }
}

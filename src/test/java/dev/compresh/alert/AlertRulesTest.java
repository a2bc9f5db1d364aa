package dev.compresh.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.compresh.account.ExpiringKeys;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapStandings;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.SpendCap;
import dev.compresh.dialect.Usage;
import dev.compresh.store.Database;
import dev.compresh.store.OnEachStore;
import dev.compresh.store.StoreEngine;
import dev.compresh.usage.UsageEvent;
import dev.compresh.usage.UsageLog;
import dev.compresh.usage.report.OrgUsageReports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** What the rules find. */
@OnEachStore
class AlertRulesTest {
  private static final Instant NOON = AlertFixture.NOON;
  private static final long NOON_DAY = NOON.getEpochSecond() / 86_400;

  @Parameter StoreEngine engine = StoreEngine.SQLITE;

  @TempDir private Path folder;
  private Database database;

  @BeforeEach
  void open() throws Exception {
    database = engine.open(folder);
    database.commit(
        handle -> {
          handle.execute(
              "INSERT INTO org (id, name, state, created_at) VALUES ('org_a', 'A', 'ACTIVE', 1)");
          handle.execute(
              "INSERT INTO app_user (id, org_id, name, role, state, password_hash, created_at)"
                  + " VALUES ('usr_a', 'org_a', 'a', 'OWNER', 'ACTIVE', '', 1)");
          return true;
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void cap(BudgetScope scope, String id, long micros, BudgetPeriod period) {
    database.commit(
        handle -> {
          CapTable.set(handle, new SpendCap(scope, id, micros, period));
          return true;
        });
  }

  private void spend(BudgetScope scope, String id, long day, long micros) {
    database.commit(
        handle ->
            handle.execute(
                """
                INSERT INTO spend (scope, id, day, requests, errors, original_tokens,
                  forwarded_tokens, input_tokens, cache_read_tokens, cache_write_tokens,
                  output_tokens, cost_micros, charge_micros)
                VALUES (?, ?, ?, 1, 0, 0, 0, 0, 0, 0, 0, ?, 0)
                """,
                scope.name(),
                id,
                day,
                micros));
  }

  private void key(String id, Instant expires, String state) {
    database.commit(
        handle ->
            handle.execute(
                """
                INSERT INTO api_key (id, org_id, user_id, description, secret_hash, last4, state,
                  created_at, expires_at, requests_per_minute, allowed_models)
                VALUES (?, 'org_a', 'usr_a', 'laptop', ?, 'abcd', ?, 1, ?, 0, '')
                """,
                id,
                id,
                state,
                expires.toEpochMilli()));
  }

  private void use(Instant time, int count, int status, String model) {
    try (UsageLog log = new UsageLog(database)) {
      for (int i = 0; i < count; i++) {
        log.append(event(time, status, model + status + "-" + i, model));
      }
    }
  }

  private static UsageEvent event(Instant time, int status, String id, String model) {
    return new UsageEvent(
        id + "-" + time.toEpochMilli(),
        time,
        new UsageEvent.EventCaller("org_a", "usr_a", "key_a", "session"),
        new UsageEvent.EventCall(
            "req-" + id, "/v1/chat/completions", model, "openai", model, true, "balanced"),
        new UsageEvent.EventPrompt(1_000, 600, false, Map.of()),
        new UsageEvent.EventAnswer(status, "COMPLETE", new Usage(100, 0, 0, 0, 20, 5), 7),
        new UsageEvent.EventTiming(900, 120_000, 700_000));
  }

  private List<AlertFinding> budgets(Instant now) {
    return new BudgetRule(new CapStandings(database)).find(now);
  }

  @Test
  void budget_isFoundForTheHighestThresholdReached() {
    cap(BudgetScope.ORG, "org_a", 1_000, BudgetPeriod.MONTH);
    assertThat(budgets(NOON)).isEmpty();
    spend(BudgetScope.ORG, "org_a", NOON_DAY - 10, 499);
    assertThat(budgets(NOON)).isEmpty();
    spend(BudgetScope.ORG, "org_a", NOON_DAY - 1, 1);
    assertThat(budgets(NOON))
        .extracting(AlertFinding::subject)
        .containsExactly("organisation org_a 50%");
    spend(BudgetScope.ORG, "org_a", NOON_DAY, 500);
    assertThat(budgets(NOON))
        .extracting(AlertFinding::subject)
        .containsExactly("organisation org_a 100%");
    assertThat(budgets(NOON.plus(Duration.ofDays(10)))).as("another month").isEmpty();
  }

  @Test
  void budgetOfAKeyOrAUser_belongsToItsOrganisation() {
    key("key_a", NOON.plus(Duration.ofDays(300)), "ACTIVE");
    cap(BudgetScope.KEY, "key_a", 100, BudgetPeriod.DAY);
    cap(BudgetScope.USER, "usr_a", 100, BudgetPeriod.NONE);
    cap(BudgetScope.USER, "usr_gone", 100, BudgetPeriod.NONE);
    spend(BudgetScope.KEY, "key_a", NOON_DAY - 1, 100);
    spend(BudgetScope.USER, "usr_a", 1, 80);
    spend(BudgetScope.USER, "usr_gone", 1, 80);
    assertThat(budgets(NOON))
        .as("yesterday's spend of a daily budget is over; a user who is gone is nobody's")
        .extracting(AlertFinding::orgId, AlertFinding::subject)
        .containsExactly(tuple("org_a", "user usr_a 80%"));
  }

  @Test
  void capOfZero_isNoAlertBeforeAnythingIsSpent() {
    cap(BudgetScope.ORG, "org_a", 0, BudgetPeriod.NONE);
    assertThat(budgets(NOON)).isEmpty();
  }

  @Test
  void key_isFoundAWeekAndADayBefore() {
    key("key_far", NOON.plus(Duration.ofDays(8)), "ACTIVE");
    key("key_week", NOON.plus(Duration.ofDays(6)), "ACTIVE");
    key("key_day", NOON.plus(Duration.ofHours(5)), "ACTIVE");
    key("key_over", NOON.minus(Duration.ofHours(5)), "ACTIVE");
    key("key_revoked", NOON.plus(Duration.ofHours(5)), "REVOKED");
    List<AlertFinding> findings = new KeyExpiryRule(new ExpiringKeys(database)).find(NOON);
    assertThat(findings).extracting(AlertFinding::subject).containsExactly("key_day", "key_week");
    assertThat(findings.getFirst().period()).startsWith("1d before");
    assertThat(findings.getLast().period()).startsWith("7d before");
    assertThat(findings.getLast().orgId()).isEqualTo("org_a");
  }

  @Test
  void manyErrors_areFound() {
    OrgUsageRule rule = new OrgUsageRule(new OrgUsageReports(database));
    use(NOON.plusSeconds(60), 80, 200, "m");
    use(NOON.plusSeconds(60), 19, 500, "m");
    assertThat(rule.find(NOON.plusSeconds(120)))
        .filteredOn(finding -> finding.kind() == AlertKind.ERROR_RATE)
        .isEmpty();
    use(NOON.plusSeconds(90), 1, 503, "m");
    assertThat(rule.find(NOON.plusSeconds(120)))
        .filteredOn(finding -> finding.kind() == AlertKind.ERROR_RATE)
        .extracting(AlertFinding::orgId, AlertFinding::period)
        .containsExactly(tuple("org_a", "2026-11-21T12:00:00Z"));
    assertThat(rule.find(NOON.plus(Duration.ofHours(3))))
        .filteredOn(finding -> finding.kind() == AlertKind.ERROR_RATE)
        .isEmpty();
  }

  @Test
  void fewRequests_sayNothing() {
    use(NOON.plusSeconds(60), 19, 500, "m");
    assertThat(new OrgUsageRule(new OrgUsageReports(database)).find(NOON.plusSeconds(120)))
        .filteredOn(finding -> finding.kind() == AlertKind.ERROR_RATE)
        .isEmpty();
  }

  @Test
  void modelWithoutAPrice_isFound() {
    use(NOON, 3, 200, "home-made");
    database.commit(handle -> handle.execute("UPDATE usage_day SET metered_unpriced = requests"));
    assertThat(new OrgUsageRule(new OrgUsageReports(database)).find(NOON.plusSeconds(60)))
        .extracting(AlertFinding::kind, AlertFinding::subject, AlertFinding::period)
        .containsExactly(tuple(AlertKind.PRICE_MISSING, "home-made", "2026-11-21"));
  }

  @Test
  void dayThatCostMoreThanItSaved_isFoundTheDayAfter() {
    use(NOON.minus(Duration.ofDays(1)), 25, 200, "m");
    OrgUsageRule rule = new OrgUsageRule(new OrgUsageReports(database));
    assertThat(rule.find(NOON))
        .filteredOn(finding -> finding.kind() == AlertKind.NET_SAVING_NEGATIVE)
        .isEmpty();
    database.commit(handle -> handle.execute("UPDATE usage_day SET paid_micros = 9000000"));
    assertThat(rule.find(NOON))
        .filteredOn(finding -> finding.kind() == AlertKind.NET_SAVING_NEGATIVE)
        .extracting(AlertFinding::orgId, AlertFinding::period)
        .containsExactly(tuple("org_a", "2026-11-20"));
  }

  @Test
  void providerThatCools_isFoundOnceAnHour() {
    ProviderRule rule = new ProviderRule(() -> List.of("openai"));
    assertThat(rule.find(NOON.plusSeconds(5))).isEqualTo(rule.find(NOON.plusSeconds(3_500)));
    assertThat(rule.find(NOON)).isNotEqualTo(rule.find(NOON.plusSeconds(3_600)));
  }

  @Test
  void ruleThatFails_doesNotStopTheOthers() {
    try (AlertFixture alerts = new AlertFixture(engine, folder)) {
      AlertEvaluator evaluator =
          new AlertEvaluator(
              alerts.alertLog,
              List.of(
                  now -> {
                    throw new IllegalStateException("no");
                  },
                  new ProviderRule(() -> List.of("openai"))),
              alerts.metrics,
              () -> NOON);
      evaluator.evaluate();
      evaluator.evaluate();
      assertThat(alerts.alertLog.list(null, null, 10)).hasSize(1);
      assertThat(alerts.metrics.text())
          .contains("compresh_alerts_raised_total{kind=\"provider_down\"} 1.0");
    }
  }
}

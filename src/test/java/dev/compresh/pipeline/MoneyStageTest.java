package dev.compresh.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.ApiKey;
import dev.compresh.await.Changes;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.LedgerEntry.EntryKind;
import dev.compresh.budget.OrgBilling;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BillingPlan;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.TopUps;
import dev.compresh.config.MoneyConfig;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.pipeline.Delivery.Ending;
import dev.compresh.pipeline.Handler.Outcome;
import dev.compresh.wire.Usage;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Balance (403) before budgets (402), and what becomes of a hold. */
class MoneyStageTest {
  private static final String ASK =
      "{\"model\":\"gpt-4o\",\"max_tokens\":100,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final String CLAUDE = ASK.replace("gpt-4o", "claude-sonnet-4-5");

  private Fixture fixture;
  private ApiKey key;

  @BeforeEach
  void start(@TempDir Path folder) {
    fixture = Fixture.in(folder);
    key = fixture.keys.list(null).getFirst();
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  private void topUp(long micros) {
    new TopUps(fixture.database, InstantSource.system()).add(key.orgId(), micros, "test", "");
    awaitChange();
  }

  private void cap(BudgetScope budgetScope, String id, long micros) {
    fixture.database.commit(
        handle -> {
          CapTable.set(handle, new SpendCap(budgetScope, id, micros, BudgetPeriod.MONTH));
          return micros;
        });
    awaitChange();
  }

  private void awaitChange() {
    Changes.seenBy(fixture.database);
  }

  private static void refused(Outcome outcome, int status, String code) {
    assertThat(outcome).isInstanceOf(Outcome.Reply.class);
    Outcome.Reply reply = (Outcome.Reply) outcome;
    assertThat(Fixture.text(reply))
        .contains("\"type\":\"billing_error\"", "\"code\":\"" + code + "\"");
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.headers().first("x-ratelimit-limit")).isEqualTo("2000");
    assertThat(reply.headers().first("x-ratelimit-remaining")).isNotNull();
    assertThat(reply.headers().first("x-ratelimit-reset")).isNotNull();
  }

  private Forward sent(String body) {
    return fixture.forwarded(Fixture.CHAT, body);
  }

  private static Delivery delivered(int status, @Nullable Usage usage) {
    return new Delivery(Ending.COMPLETE, status, usage, 0, 10, 1, 2, 0, 1);
  }

  private long balance() {
    return new Ledger(fixture.database).balance(key.orgId());
  }

  @Test
  void aFreshInstall_answersWithoutATopUp() {
    sent(ASK).settlement().settle(delivered(200, new Usage(1_000, 0, 0, 0, 100, 0)));
    fixture.flush();
    assertThat(balance()).isEqualTo(-3_500);
  }

  @Test
  void aUsedUpBalance_is403WithTheHeadersOfEveryAnswer() {
    topUp(1);
    refused(fixture.post(Fixture.CHAT, ASK), 403, "insufficient_balance");
    assertThat(fixture.metrics.text())
        .contains("compresh_money_refused_total{reason=\"balance\"} 1.0");
  }

  @Test
  void aReachedCap_is402AndSaysWhoseAndUntilWhen() {
    cap(BudgetScope.ORG, key.orgId(), 0);
    Outcome outcome = fixture.post(Fixture.CHAT, ASK);
    refused(outcome, 402, "budget_exceeded");
    assertThat(Fixture.text((Outcome.Reply) outcome)).contains("organisation", "resets at 20");
    cap(BudgetScope.KEY, key.id(), 10);
    outcome = fixture.post(Fixture.CHAT, ASK);
    refused(outcome, 402, "budget_exceeded");
  }

  @Test
  void theBalance_isAskedBeforeTheBudgetsAndTheModelBeforeBoth() {
    cap(BudgetScope.KEY, key.id(), 0);
    new TopUps(fixture.database, InstantSource.system()).add(key.orgId(), 1, "test", "");
    fixture.database.commit(
        h ->
            new TopUps(fixture.database, InstantSource.system())
                .post(h, key.orgId(), EntryKind.REFUND, -1, new TopUps.TopUpOrigin("", "", null)));
    awaitChange();
    refused(fixture.post(Fixture.CHAT, ASK), 403, "insufficient_balance");
    Outcome.Reply reply = fixture.refused(Fixture.CHAT, ASK.replace("\"gpt-4o\"", "\"\""));
    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void everyMeteredEndpoint_enforcesTheCap() {
    cap(BudgetScope.USER, key.userId(), 0);
    String embed = "{\"model\":\"text-embedding-3-small\",\"input\":\"Hello\"}";
    String respond = "{\"model\":\"gpt-4o\",\"input\":\"Hello\"}";
    assertThat(fixture.refused("/v1/messages", CLAUDE).status()).isEqualTo(402);
    assertThat(Fixture.text(fixture.refused("/v1/messages", CLAUDE)))
        .contains("\"type\":\"error\"");
    assertThat(fixture.refused("/v1/responses", respond).status()).isEqualTo(402);
    assertThat(fixture.refused("/v1/embeddings", embed).status()).isEqualTo(402);
    assertThat(fixture.forwarded("/v1/messages/count_tokens", CLAUDE)).isNotNull();
  }

  @Test
  void whatIsHeld_endsWithTheRealCost() {
    topUp(10_000);
    Forward forward = sent(ASK);
    assertThat(fixture.budget.held()).isPositive();
    assertThat(fixture.budget.holds()).isEqualTo(1);
    forward.settlement().settle(delivered(200, new Usage(100, 0, 0, 0, 20, 0)));
    assertThat(fixture.budget.held()).isZero();
    fixture.flush();
    assertThat(balance()).isEqualTo(10_000 - 450);
  }

  @Test
  void errorsAndClientsThatLeaveBeforeTheFirstByte_costNothing() {
    topUp(10_000);
    sent(ASK).settlement().settle(delivered(429, null));
    sent(ASK).settlement().settle(delivered(500, null));
    sent(ASK).settlement().settle(new Delivery(Ending.CLIENT_LEFT, 0, null, 0, 0, -1, 1, 0, 0));
    sent(ASK).settlement().settle(new Delivery(Ending.TIMEOUT, 504, null, 0, 0, -1, 1, 0, 1));
    sent(ASK).settlement().settle(new Delivery(Ending.UNREACHABLE, 503, null, 9, 9, -1, 1, 0, 3));
    assertThat(fixture.budget.held()).isZero();
    fixture.flush();
    assertThat(balance()).isEqualTo(10_000);
  }

  @Test
  void aClientThatLeavesMidStream_paysOnceForWhatItGot() {
    topUp(10_000);
    Settlement settlement = sent(ASK).settlement();
    settlement.settle(new Delivery(Ending.CLIENT_LEFT, 200, null, 7, 10, 1, 2, 0, 1));
    fixture.flush();
    long paid = 10_000 - balance();
    assertThat(paid).isBetween(70L, 200L);
    assertThat(fixture.budget.held()).isZero();
  }

  @Test
  void theGoldenCaseOfTheProvidersCache_costsWhatThePriceListSays() {
    topUp(1_000_000);
    fixture
        .forwarded("/v1/messages", CLAUDE)
        .settlement()
        .settle(delivered(200, new Usage(0, 0, 12_304, 0, 550, 0)));
    fixture.flush();
    assertThat(1_000_000 - balance()).isEqualTo(54_390);
  }

  @Test
  void anAnswerThatNothingBounds_needsNoMoreThanIsLeft() {
    topUp(12_000);
    String open = ASK.replace("\"max_tokens\":100,", "");
    Forward forward = sent(open);
    assertThat(fixture.budget.held()).isEqualTo(12_000);
    refused(fixture.post(Fixture.CHAT, open), 403, "insufficient_balance");
    forward.settlement().settle(delivered(200, new Usage(8, 0, 0, 0, 5, 0)));
    assertThat(sent(open)).isNotNull();
  }

  @Test
  void anAnswerThatNothingBounds_isHeldInFullWhereTheOperatorWantsNoDebts(@TempDir Path folder) {
    fixture.close();
    fixture =
        Fixture.Setup.plain()
            .money(new MoneyConfig(MoneyConfig.DEFAULT.assumedOutput(), true, null))
            .in(folder);
    key = fixture.keys.list(null).getFirst();
    topUp(100_000);
    String open = ASK.replace("\"max_tokens\":100,", "");
    refused(fixture.post(Fixture.CHAT, open), 403, "insufficient_balance");
    assertThat(sent(ASK)).isNotNull();
    topUp(100_000);
    sent(open);
    // 16,384 tokens, the model's longest, at 10 USD a million
    assertThat(fixture.budget.held()).isBetween(163_840L, 166_000L);
  }

  @Test
  void aShareOfTheSaving_isWhatTheBalancePays_andBudgetsSeeTheCost() {
    fixture.database.commit(
        handle -> {
          CapTable.set(handle, new OrgBilling(key.orgId(), BillingPlan.SAVINGS_SHARE, 3_000, false));
          return true;
        });
    awaitChange();
    sent(ASK).settlement().settle(delivered(200, new Usage(100, 0, 0, 0, 20, 0)));
    fixture.flush();
    assertThat(balance()).isZero();
    assertThat(
            new dev.compresh.budget.SpendReports(fixture.database)
                .total(BudgetScope.KEY, key.id())
                .cost())
        .isEqualTo(450);
  }

  @Test
  void theKeysOwnAnswer_tellsBudgetAndBalance() {
    topUp(10_000);
    cap(BudgetScope.KEY, key.id(), 5_000);
    sent(ASK).settlement().settle(delivered(200, new Usage(1_000, 0, 0, 0, 205, 0)));
    fixture.flush();
    Outcome.Reply reply = fixture.get("/v1/key");
    assertThat(Fixture.text(reply))
        .contains("\"total_usd\":0.004550", "\"balance_usd\":0.005450")
        .contains("\"scope\":\"key\"", "\"period\":\"month\"", "\"cap_usd\":0.005000")
        .contains("\"remaining_usd\":0.000450", "\"warning\":true", "\"requests\":1");
  }

  @Test
  void severalAnswersAtOnce_areHeldEach() {
    topUp(100_000);
    sent(ASK);
    long one = fixture.budget.held();
    sent(ASK.replace("\"max_tokens\"", "\"n\":8,\"max_tokens\""));
    assertThat(fixture.budget.held() - 2 * one).isEqualTo(7_000);
  }

  @Test
  void aPromptMarkedForTheCache_isHeldAtThePriceOfWriting() {
    topUp(1_000_000);
    String plain = CLAUDE.replace("Hello", "Hello ".repeat(400));
    fixture.forwarded("/v1/messages", plain);
    long fresh = fixture.budget.held();
    String marked = plain.replace("{\"role\"", "{\"cache_control\":null,\"role\"");
    fixture.forwarded("/v1/messages", marked);
    long written = fixture.budget.held() - fresh;
    assertThat(written).isGreaterThan(fresh);
    fixture.forwarded("/v1/messages", marked.replace("null", "{\"ttl\":\"1h\"}"));
    assertThat(fixture.budget.held() - fresh - written).isGreaterThan(written);
  }

  @Test
  void aQuestionForVoices_isNotPaidFor() {
    cap(BudgetScope.KEY, key.id(), 0);
    assertThat(fixture.ask(Fixture.head("GET", "/v1/voices", null, Fixture.headers()), new byte[0]))
        .isInstanceOf(Outcome.Send.class);
  }

  @Test
  void whatALocalProviderServes_isNeverCharged(@TempDir Path other) {
    fixture.close();
    ProviderConfig local =
        new ProviderConfig(
            "openai",
            "openai",
            java.net.URI.create("http://127.0.0.1:9/v1"),
            null,
            true,
            false,
            java.util.Map.of(),
            true,
            List.of(),
            List.of(),
            TimeLimitsConfig.DEFAULT);
    fixture = Fixture.Setup.plain().providers(local).in(other);
    key = fixture.keys.list(null).getFirst();
    topUp(1);
    fixture.database.commit(
        h ->
            new TopUps(fixture.database, InstantSource.system())
                .post(h, key.orgId(), EntryKind.ADJUSTMENT, -1, new TopUps.TopUpOrigin("test", "used up", null)));
    awaitChange();
    sent(ASK).settlement().settle(delivered(200, new Usage(1_000, 0, 0, 0, 100, 0)));
    fixture.flush();
    assertThat(balance()).isZero();
    assertThat(fixture.database.<Long>read(MoneyStageTest::events)).isEqualTo(1);
  }

  private static long events(org.jdbi.v3.core.Handle handle) {
    return handle
        .select("SELECT COUNT(*) FROM usage_event WHERE cost_micros = 0 AND output_tokens = 100")
        .map((row, _) -> row.getLong(1))
        .one();
  }

  @Test
  void everyRefusalOfAKnownKey_bearsTheLimitsHeaders() {
    cap(BudgetScope.KEY, key.id(), 0);
    List<Outcome> refusals =
        List.of(
            fixture.post(Fixture.CHAT, ASK),
            fixture.post("/v1/nothing", ASK),
            fixture.post(Fixture.CHAT, ASK.replace("gpt-4o", "")),
            fixture.post(Fixture.CHAT, "x".repeat(70_000)),
            fixture.post(Fixture.CHAT, ASK, "content-encoding", "lzma"),
            fixture.post(Fixture.CHAT, "no json"));
    List<Integer> statuses = new ArrayList<>();
    for (Outcome refusal : refusals) {
      Outcome.Reply reply = (Outcome.Reply) refusal;
      statuses.add(reply.status());
      assertThat(reply.headers().first("x-ratelimit-limit")).isEqualTo("2000");
      assertThat(reply.headers().first("x-ratelimit-remaining")).isNotNull();
      assertThat(reply.headers().first("x-ratelimit-reset")).isNotNull();
    }
    assertThat(statuses).containsExactly(402, 404, 400, 413, 415, 400);
  }
}

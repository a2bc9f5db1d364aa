package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.ApiKey;
import dev.compresh.await.ChangeWait;
import dev.compresh.budget.BillingPlan;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.LedgerEntry.EntryKind;
import dev.compresh.budget.OrgBilling;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.TopUps;
import dev.compresh.config.MoneyConfig;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
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
class RequestMoneyTest {
  private static final String ASK =
      "{\"model\":\"gpt-4o\",\"max_tokens\":100,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final String CLAUDE = ASK.replace("gpt-4o", "claude-sonnet-4-5");

  private PipelineFixture pipelineFixture;
  private ApiKey key;

  @BeforeEach
  void start(@TempDir Path folder) {
    pipelineFixture = PipelineFixture.in(folder);
    key = pipelineFixture.keys.list(null).getFirst();
  }

  @AfterEach
  void stop() {
    pipelineFixture.close();
  }

  private void topUp(long micros) {
    new TopUps(pipelineFixture.database, InstantSource.system())
        .add(key.orgId(), micros, "test", "");
    awaitChange();
  }

  private void cap(BudgetScope budgetScope, String id, long micros) {
    pipelineFixture.database.commit(
        handle -> {
          CapTable.set(handle, new SpendCap(budgetScope, id, micros, BudgetPeriod.MONTH));
          return micros;
        });
    awaitChange();
  }

  private void awaitChange() {
    ChangeWait.seenBy(pipelineFixture.database);
  }

  private static void refused(BodyOutcome bodyOutcome, int status, String code) {
    assertThat(bodyOutcome).isInstanceOf(BodyOutcome.LocalReply.class);
    BodyOutcome.LocalReply localReply = (BodyOutcome.LocalReply) bodyOutcome;
    assertThat(PipelineFixture.text(localReply))
        .contains("\"type\":\"billing_error\"", "\"code\":\"" + code + "\"");
    assertThat(localReply.status()).isEqualTo(status);
    assertThat(localReply.headers().first("x-ratelimit-limit")).isEqualTo("2000");
    assertThat(localReply.headers().first("x-ratelimit-remaining")).isNotNull();
    assertThat(localReply.headers().first("x-ratelimit-reset")).isNotNull();
  }

  private ForwardRequest sent(String body) {
    return pipelineFixture.forwarded(PipelineFixture.CHAT, body);
  }

  private static AnswerDelivery delivered(int status, @Nullable Usage usage) {
    return new AnswerDelivery(DeliveryEnding.COMPLETE, status, usage, 0, 10, 1, 2, 0, 1);
  }

  private long balance() {
    return new Ledger(pipelineFixture.database).balance(key.orgId());
  }

  @Test
  void aFreshInstall_answersWithoutATopUp() {
    sent(ASK).settlement().settle(delivered(200, new Usage(1_000, 0, 0, 0, 100, 0)));
    pipelineFixture.flush();
    assertThat(balance()).isEqualTo(-3_500);
  }

  @Test
  void aUsedUpBalance_is403WithTheHeadersOfEveryAnswer() {
    topUp(1);
    refused(pipelineFixture.post(PipelineFixture.CHAT, ASK), 403, "insufficient_balance");
    assertThat(pipelineFixture.metrics.text())
        .contains("compresh_money_refused_total{reason=\"balance\"} 1.0");
  }

  @Test
  void aReachedCap_is402AndSaysWhoseAndUntilWhen() {
    cap(BudgetScope.ORG, key.orgId(), 0);
    BodyOutcome bodyOutcome = pipelineFixture.post(PipelineFixture.CHAT, ASK);
    refused(bodyOutcome, 402, "budget_exceeded");
    assertThat(PipelineFixture.text((BodyOutcome.LocalReply) bodyOutcome))
        .contains("organisation", "resets at 20");
    cap(BudgetScope.KEY, key.id(), 10);
    bodyOutcome = pipelineFixture.post(PipelineFixture.CHAT, ASK);
    refused(bodyOutcome, 402, "budget_exceeded");
  }

  @Test
  void theBalance_isAskedBeforeTheBudgetsAndTheModelBeforeBoth() {
    cap(BudgetScope.KEY, key.id(), 0);
    new TopUps(pipelineFixture.database, InstantSource.system()).add(key.orgId(), 1, "test", "");
    pipelineFixture.database.commit(
        h ->
            new TopUps(pipelineFixture.database, InstantSource.system())
                .post(h, key.orgId(), EntryKind.REFUND, -1, new TopUps.TopUpOrigin("", "", null)));
    awaitChange();
    refused(pipelineFixture.post(PipelineFixture.CHAT, ASK), 403, "insufficient_balance");
    BodyOutcome.LocalReply localReply =
        pipelineFixture.refused(PipelineFixture.CHAT, ASK.replace("\"gpt-4o\"", "\"\""));
    assertThat(localReply.status()).isEqualTo(400);
  }

  @Test
  void everyMeteredEndpoint_enforcesTheCap() {
    cap(BudgetScope.USER, key.userId(), 0);
    String embed = "{\"model\":\"text-embedding-3-small\",\"input\":\"Hello\"}";
    String respond = "{\"model\":\"gpt-4o\",\"input\":\"Hello\"}";
    assertThat(pipelineFixture.refused("/v1/messages", CLAUDE).status()).isEqualTo(402);
    assertThat(PipelineFixture.text(pipelineFixture.refused("/v1/messages", CLAUDE)))
        .contains("\"type\":\"error\"");
    assertThat(pipelineFixture.refused("/v1/responses", respond).status()).isEqualTo(402);
    assertThat(pipelineFixture.refused("/v1/embeddings", embed).status()).isEqualTo(402);
    assertThat(pipelineFixture.forwarded("/v1/messages/count_tokens", CLAUDE)).isNotNull();
  }

  @Test
  void whatIsHeld_endsWithTheRealCost() {
    topUp(10_000);
    ForwardRequest forwardRequest = sent(ASK);
    assertThat(pipelineFixture.budget.held()).isPositive();
    assertThat(pipelineFixture.budget.holds()).isEqualTo(1);
    forwardRequest.settlement().settle(delivered(200, new Usage(100, 0, 0, 0, 20, 0)));
    assertThat(pipelineFixture.budget.held()).isZero();
    pipelineFixture.flush();
    assertThat(balance()).isEqualTo(10_000 - 450);
  }

  @Test
  void errorsAndClientsThatLeaveBeforeTheFirstByte_costNothing() {
    topUp(10_000);
    sent(ASK).settlement().settle(delivered(429, null));
    sent(ASK).settlement().settle(delivered(500, null));
    sent(ASK)
        .settlement()
        .settle(new AnswerDelivery(DeliveryEnding.CLIENT_LEFT, 0, null, 0, 0, -1, 1, 0, 0));
    sent(ASK)
        .settlement()
        .settle(new AnswerDelivery(DeliveryEnding.TIMEOUT, 504, null, 0, 0, -1, 1, 0, 1));
    sent(ASK)
        .settlement()
        .settle(new AnswerDelivery(DeliveryEnding.UNREACHABLE, 503, null, 9, 9, -1, 1, 0, 3));
    assertThat(pipelineFixture.budget.held()).isZero();
    pipelineFixture.flush();
    assertThat(balance()).isEqualTo(10_000);
  }

  @Test
  void aClientThatLeavesMidStream_paysOnceForWhatItGot() {
    topUp(10_000);
    RequestSettlement requestSettlement = sent(ASK).settlement();
    requestSettlement.settle(
        new AnswerDelivery(DeliveryEnding.CLIENT_LEFT, 200, null, 7, 10, 1, 2, 0, 1));
    pipelineFixture.flush();
    long paid = 10_000 - balance();
    assertThat(paid).isBetween(70L, 200L);
    assertThat(pipelineFixture.budget.held()).isZero();
  }

  @Test
  void theGoldenCaseOfTheProvidersCache_costsWhatThePriceListSays() {
    topUp(1_000_000);
    pipelineFixture
        .forwarded("/v1/messages", CLAUDE)
        .settlement()
        .settle(delivered(200, new Usage(0, 0, 12_304, 0, 550, 0)));
    pipelineFixture.flush();
    assertThat(1_000_000 - balance()).isEqualTo(54_390);
  }

  @Test
  void anAnswerThatNothingBounds_needsNoMoreThanIsLeft() {
    topUp(12_000);
    String open = ASK.replace("\"max_tokens\":100,", "");
    ForwardRequest forwardRequest = sent(open);
    assertThat(pipelineFixture.budget.held()).isEqualTo(12_000);
    refused(pipelineFixture.post(PipelineFixture.CHAT, open), 403, "insufficient_balance");
    forwardRequest.settlement().settle(delivered(200, new Usage(8, 0, 0, 0, 5, 0)));
    assertThat(sent(open)).isNotNull();
  }

  @Test
  void anAnswerThatNothingBounds_isHeldInFullWhereTheOperatorWantsNoDebts(@TempDir Path folder) {
    pipelineFixture.close();
    pipelineFixture =
        PipelineFixture.PipelineSetup.plain()
            .money(new MoneyConfig(MoneyConfig.DEFAULT.assumedOutput(), true, null))
            .in(folder);
    key = pipelineFixture.keys.list(null).getFirst();
    topUp(100_000);
    String open = ASK.replace("\"max_tokens\":100,", "");
    refused(pipelineFixture.post(PipelineFixture.CHAT, open), 403, "insufficient_balance");
    assertThat(sent(ASK)).isNotNull();
    topUp(100_000);
    sent(open);
    // 16,384 tokens, the model's longest, at 10 USD a million
    assertThat(pipelineFixture.budget.held()).isBetween(163_840L, 166_000L);
  }

  @Test
  void aShareOfTheSaving_isWhatTheBalancePays_andBudgetsSeeTheCost() {
    pipelineFixture.database.commit(
        handle -> {
          CapTable.set(
              handle, new OrgBilling(key.orgId(), BillingPlan.SAVINGS_SHARE, 3_000, false));
          return true;
        });
    awaitChange();
    sent(ASK).settlement().settle(delivered(200, new Usage(100, 0, 0, 0, 20, 0)));
    pipelineFixture.flush();
    assertThat(balance()).isZero();
    assertThat(
            new dev.compresh.budget.SpendReports(pipelineFixture.database)
                .total(BudgetScope.KEY, key.id())
                .cost())
        .isEqualTo(450);
  }

  @Test
  void theKeysOwnAnswer_tellsBudgetAndBalance() {
    topUp(10_000);
    cap(BudgetScope.KEY, key.id(), 5_000);
    sent(ASK).settlement().settle(delivered(200, new Usage(1_000, 0, 0, 0, 205, 0)));
    pipelineFixture.flush();
    BodyOutcome.LocalReply localReply = pipelineFixture.get("/v1/key");
    assertThat(PipelineFixture.text(localReply))
        .contains("\"total_usd\":0.004550", "\"balance_usd\":0.005450")
        .contains("\"scope\":\"key\"", "\"period\":\"month\"", "\"cap_usd\":0.005000")
        .contains("\"remaining_usd\":0.000450", "\"warning\":true", "\"requests\":1");
  }

  @Test
  void severalAnswersAtOnce_areHeldEach() {
    topUp(100_000);
    sent(ASK);
    long one = pipelineFixture.budget.held();
    sent(ASK.replace("\"max_tokens\"", "\"n\":8,\"max_tokens\""));
    assertThat(pipelineFixture.budget.held() - 2 * one).isEqualTo(7_000);
  }

  @Test
  void aPromptMarkedForTheCache_isHeldAtThePriceOfWriting() {
    topUp(1_000_000);
    String plain = CLAUDE.replace("Hello", "Hello ".repeat(400));
    pipelineFixture.forwarded("/v1/messages", plain);
    long fresh = pipelineFixture.budget.held();
    String marked = plain.replace("{\"role\"", "{\"cache_control\":null,\"role\"");
    pipelineFixture.forwarded("/v1/messages", marked);
    long written = pipelineFixture.budget.held() - fresh;
    assertThat(written).isGreaterThan(fresh);
    pipelineFixture.forwarded("/v1/messages", marked.replace("null", "{\"ttl\":\"1h\"}"));
    assertThat(pipelineFixture.budget.held() - fresh - written).isGreaterThan(written);
  }

  @Test
  void aQuestionForVoices_isNotPaidFor() {
    cap(BudgetScope.KEY, key.id(), 0);
    assertThat(
            pipelineFixture.ask(
                PipelineFixture.head("GET", "/v1/voices", null, PipelineFixture.headers()),
                new byte[0]))
        .isInstanceOf(BodyOutcome.ForwardOutcome.class);
  }

  @Test
  void whatALocalProviderServes_isNeverCharged(@TempDir Path other) {
    pipelineFixture.close();
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
    pipelineFixture = PipelineFixture.PipelineSetup.plain().providers(local).in(other);
    key = pipelineFixture.keys.list(null).getFirst();
    topUp(1);
    pipelineFixture.database.commit(
        h ->
            new TopUps(pipelineFixture.database, InstantSource.system())
                .post(
                    h,
                    key.orgId(),
                    EntryKind.ADJUSTMENT,
                    -1,
                    new TopUps.TopUpOrigin("test", "used up", null)));
    awaitChange();
    sent(ASK).settlement().settle(delivered(200, new Usage(1_000, 0, 0, 0, 100, 0)));
    pipelineFixture.flush();
    assertThat(balance()).isZero();
    assertThat(pipelineFixture.database.<Long>read(RequestMoneyTest::events)).isEqualTo(1);
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
    List<BodyOutcome> refusals =
        List.of(
            pipelineFixture.post(PipelineFixture.CHAT, ASK),
            pipelineFixture.post("/v1/nothing", ASK),
            pipelineFixture.post(PipelineFixture.CHAT, ASK.replace("gpt-4o", "")),
            pipelineFixture.post(PipelineFixture.CHAT, "x".repeat(70_000)),
            pipelineFixture.post(PipelineFixture.CHAT, ASK, "content-encoding", "lzma"),
            pipelineFixture.post(PipelineFixture.CHAT, "no json"));
    List<Integer> statuses = new ArrayList<>();
    for (BodyOutcome refusal : refusals) {
      BodyOutcome.LocalReply localReply = (BodyOutcome.LocalReply) refusal;
      statuses.add(localReply.status());
      assertThat(localReply.headers().first("x-ratelimit-limit")).isEqualTo("2000");
      assertThat(localReply.headers().first("x-ratelimit-remaining")).isNotNull();
      assertThat(localReply.headers().first("x-ratelimit-reset")).isNotNull();
    }
    assertThat(statuses).containsExactly(402, 404, 400, 413, 415, 400);
  }
}

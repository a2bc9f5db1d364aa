package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.account.ApiKey;
import dev.compresh.await.ChangeWait;
import dev.compresh.budget.BudgetPeriod;
import dev.compresh.budget.BudgetScope;
import dev.compresh.budget.CapTable;
import dev.compresh.budget.Ledger;
import dev.compresh.budget.SpendCap;
import dev.compresh.budget.TopUps;
import dev.compresh.config.MoneyConfig;
import dev.compresh.config.PriceConfig;
import dev.compresh.dialect.Usage;
import dev.compresh.proxy.AnswerDelivery.DeliveryEnding;
import dev.compresh.proxy.RequestHandler.BodyOutcome;
import dev.compresh.usage.UsageTotals;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests for models of which nobody knows the price. */
class UnpricedModelsTest {
  private static final String ASK =
      "{\"model\":\"gpt-unheard-of\",\"max_tokens\":100,"
          + "\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  private static final Usage USAGE = new Usage(1_000, 0, 0, 0, 100, 0);

  @TempDir private Path folder;
  private PipelineFixture pipelineFixture;
  private ApiKey key;

  @BeforeEach
  void start() {
    with(MoneyConfig.DEFAULT);
  }

  @AfterEach
  void stop() {
    pipelineFixture.close();
  }

  private void with(MoneyConfig money) {
    if (pipelineFixture != null) {
      pipelineFixture.close();
    }
    pipelineFixture =
        PipelineFixture.PipelineSetup.plain()
            .money(money)
            .in(folder.resolve(money.unpriced().name()));
    key = pipelineFixture.keys.list(null).getFirst();
  }

  private static MoneyConfig fallback() {
    PriceConfig price =
        new PriceConfig(
            Map.of("input", BigDecimal.valueOf(5), "output", BigDecimal.valueOf(25)),
            List.of(),
            List.of(),
            Map.of(),
            Map.of(),
            Map.of());
    return new MoneyConfig(4_096, false, MoneyConfig.UnpricedRule.FALLBACK, price, null);
  }

  private void topUp() {
    new TopUps(pipelineFixture.database, InstantSource.system())
        .add(key.orgId(), 1_000_000, "test", "");
    ChangeWait.seenBy(pipelineFixture.database);
  }

  private void serve() {
    pipelineFixture
        .forwarded(PipelineFixture.CHAT, ASK)
        .settlement()
        .settle(new AnswerDelivery(DeliveryEnding.COMPLETE, 200, USAGE, 0, 10, 1, 2, 0, 1));
    pipelineFixture.flush();
  }

  private UsageTotals totals() {
    Instant now = Instant.now();
    return pipelineFixture.reports.total(now.minusSeconds(3_600), now.plusSeconds(3_600));
  }

  @Test
  void prepaidOrganisation_isRefusedBeforeAnythingIsSent_withTheCure() {
    topUp();
    BodyOutcome bodyOutcome = pipelineFixture.post(PipelineFixture.CHAT, ASK);
    assertThat(bodyOutcome).isInstanceOf(BodyOutcome.LocalReply.class);
    BodyOutcome.LocalReply localReply = (BodyOutcome.LocalReply) bodyOutcome;
    assertThat(localReply.status()).isEqualTo(403);
    assertThat(PipelineFixture.text(localReply))
        .contains("\"type\":\"billing_error\"", "\"code\":\"model_unpriced\"")
        .contains("compresh model set")
        .doesNotContain("gpt-unheard-of");
    assertThat(pipelineFixture.metrics.text())
        .contains("compresh_money_refused_total{reason=\"unpriced\"} 1.0");
  }

  @Test
  void priceThatIsSet_endsTheRefusalAtOnce() {
    topUp();
    ObjectNode fields = new JsonMapper().createObjectNode();
    fields.putObject("prices").put("input", 2).put("output", 10);
    pipelineFixture.catalogues.set("gpt-unheard-of", fields);
    serve();
    assertThat(1_000_000 - new Ledger(pipelineFixture.database).balance(key.orgId()))
        .isEqualTo(3_000);
    assertThat(totals().unpriced()).isZero();
  }

  @Test
  void otherOrganisation_isServedFree_andTheUsageSaysSo() {
    serve();
    assertThat(new Ledger(pipelineFixture.database).balance(key.orgId())).isZero();
    assertThat(totals().unpriced()).isEqualTo(1);
    assertThat(totals().unpricedTokens()).isEqualTo(1_100);
    assertThat(pipelineFixture.metrics.text()).contains("compresh_unpriced_requests_total");
  }

  @Test
  void organisationWithASpendCap_isServedToo_butTheCapDoesNotMove() {
    pipelineFixture.database.commit(
        handle -> {
          CapTable.set(handle, new SpendCap(BudgetScope.KEY, key.id(), 1_000, BudgetPeriod.MONTH));
          return true;
        });
    ChangeWait.seenBy(pipelineFixture.database);
    serve();
    serve();
    assertThat(totals().unpriced()).isEqualTo(2);
  }

  @Test
  void freeRule_servesPrepaidOrganisationsForNothing() {
    with(new MoneyConfig(4_096, false, MoneyConfig.UnpricedRule.FREE, null, null));
    topUp();
    serve();
    assertThat(new Ledger(pipelineFixture.database).balance(key.orgId())).isEqualTo(1_000_000);
  }

  @Test
  void fallbackPrice_isHeldAndCharged_andTheUsageStaysMarked() {
    with(fallback());
    topUp();
    pipelineFixture.forwarded(PipelineFixture.CHAT, ASK);
    assertThat(pipelineFixture.budget.held()).isBetween(2_500L, 2_700L);
    serve();
    assertThat(1_000_000 - new Ledger(pipelineFixture.database).balance(key.orgId()))
        .isEqualTo(7_500);
    assertThat(totals().unpriced()).isEqualTo(1);
  }

  @Test
  void askedTierAndSearches_areHeldFor() {
    topUp();
    String plain = ASK.replace("gpt-unheard-of", "gpt-6.2-sol");
    pipelineFixture.forwarded(PipelineFixture.CHAT, plain);
    long one = pipelineFixture.budget.held();
    pipelineFixture.forwarded(
        PipelineFixture.CHAT,
        plain.replace("{\"model\"", "{\"service_tier\":\"priority\",\"model\""));
    long two = pipelineFixture.budget.held() - one;
    assertThat(two).isBetween(2 * one - 2, 2 * one + 2);
    pipelineFixture.forwarded(
        PipelineFixture.CHAT,
        plain.replace(
            "{\"model\"", "{\"tools\":[{\"type\":\"web_search\",\"max_uses\":3}],\"model\""));
    long three = pipelineFixture.budget.held() - one - two;
    assertThat(three - one).isBetween(30_000L, 30_500L);
    String written = plain.replace("Hello", "Hello ".repeat(2_000));
    pipelineFixture.forwarded(PipelineFixture.CHAT, written);
    long four = pipelineFixture.budget.held() - one - two - three;
    pipelineFixture.forwarded(
        PipelineFixture.CHAT,
        written.replace("{\"model\"", "{\"prompt_cache_options\":{\"ttl\":\"12h\"},\"model\""));
    assertThat(pipelineFixture.budget.held() - one - two - three - four)
        .isGreaterThan(four * 3 / 2);
  }
}

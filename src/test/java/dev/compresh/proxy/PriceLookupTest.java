package dev.compresh.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.compresh.config.PriceConfig;
import dev.compresh.config.ProviderConfig;
import dev.compresh.config.TimeLimitsConfig;
import dev.compresh.dialect.ServerToolCalls;
import dev.compresh.dialect.Usage;
import dev.compresh.dialect.UsageExtras;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.Provider;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.usage.TokenPrice;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What requests cost by what providers report of them, to the micro-USD. */
class PriceLookupTest {
  private static final Instant NOVEMBER = Instant.parse("2026-11-29T12:00:00Z");
  private static final Instant DECEMBER = Instant.parse("2026-12-01T00:00:00Z");
  private static final Usage THOUSAND = new Usage(1_000, 0, 0, 0, 100, 0);
  private static final PriceConfig FALLBACK =
      new PriceConfig(
          Map.of("input", BigDecimal.valueOf(5), "output", BigDecimal.valueOf(25)),
          List.of(),
          List.of(),
          Map.of(),
          Map.of(),
          Map.of());

  private static final Catalogue CATALOGUE = Catalogue.shipped();

  private final Metrics metrics = new Metrics();
  private final UnpricedModels unpriced = new UnpricedModels(metrics);
  private final PriceLookup priceLookup = new PriceLookup(() -> CATALOGUE, null, unpriced);
  private final PriceLookup falling = new PriceLookup(() -> CATALOGUE, FALLBACK, unpriced);

  private static Candidate at(String host, String model) {
    return candidate(host, model, null);
  }

  private static Candidate candidate(String host, String model, @Nullable Boolean local) {
    ProviderConfig config =
        new ProviderConfig(
            "p",
            "openai",
            URI.create("https://" + host + "/v1"),
            null,
            local,
            false,
            Map.of(),
            true,
            List.of(),
            List.of(),
            TimeLimitsConfig.DEFAULT);
    return new Candidate(Provider.of(config, URI.create("http://127.0.0.1:9")), model, 0, 1);
  }

  private static long cost(
      PriceLookup priceLookup, Candidate candidate, Usage usage, Instant time) {
    return priceLookup
        .charged(candidate, usage, time)
        .map(tokenPrice -> tokenPrice.cost(usage))
        .orElse(0L);
  }

  private long cost(String host, String model, Usage usage) {
    return cost(priceLookup, at(host, model), usage, NOVEMBER);
  }

  private static Usage served(Usage usage, String tier, String place, String speed) {
    return usage.withExtras(usage.extras().withService(tier, place, speed));
  }

  private static Usage tools(Usage usage, ServerToolCalls calls) {
    return usage.withExtras(usage.extras().withTools(calls));
  }

  private static Usage reported(Usage usage, long micros) {
    return usage.withExtras(usage.extras().withReportedCost(micros));
  }

  @Test
  void searchesOfClaude_costTenDollarsAThousand() {
    Usage usage = tools(THOUSAND, new ServerToolCalls(5, 3, 0, 0, 0, 0, 0));
    assertThat(cost("api.anthropic.com", "claude-sonnet-4-6", usage))
        .isEqualTo(3_000 + 1_500 + 50_000);
  }

  @ParameterizedTest
  @CsvSource({
    "api.openai.com, gpt-6.2-sol, default, '', 3000",
    "api.openai.com, gpt-6.2-sol, '', '', 3000",
    "api.openai.com, gpt-6.2-sol, flex, '', 1500",
    "api.openai.com, gpt-6.2-sol, priority, '', 6000",
    "api.openai.com, gpt-6.2-sol, fast, '', 6000",
    "api.openai.com, gpt-6.2-sol, ultrafast, '', 9000",
    "eu.api.openai.com, gpt-6.2-sol, default, '', 3300",
    "eu.api.openai.com, gpt-6.2-sol, priority, '', 6600",
    "eu.api.openai.com, gpt-5, default, '', 2250",
    "api.anthropic.com, claude-opus-5-5, standard, us, 6600",
    "api.anthropic.com, claude-opus-5-5, batch, us, 3300",
    "api.anthropic.com, claude-opus-5-5, priority, global, 6000",
    "generativelanguage.googleapis.com, gemini-4-neon, priority, '', 8100",
    "us.api.x.ai, grok-4.6, '', '', 2860",
    "api.groq.com, gpt-4.1, on_demand, '', 2800",
    "api.openai.com, gpt-4.1, a-tier-of-2031, '', 2800"
  })
  void tierAndPlace_multiplyThePriceOfTokens(
      String host, String model, String tier, String place, long micros) {
    assertThat(cost(host, model, served(THOUSAND, tier, place, ""))).isEqualTo(micros);
  }

  @Test
  void fastMode_isReportedAsASpeed() {
    Usage usage = served(THOUSAND, "standard", "us", "fast");
    assertThat(cost("api.anthropic.com", "claude-opus-5-5", usage)).isEqualTo(13_200);
  }

  @Test
  void toolFees_areNotMultiplied() {
    Usage usage =
        served(tools(THOUSAND, new ServerToolCalls(2, 0, 0, 0, 0, 0, 0)), "batch", "us", "");
    assertThat(cost("api.anthropic.com", "claude-opus-5-5", usage)).isEqualTo(3_300 + 20_000);
  }

  @Test
  void fractionsOfAMicroDollar_areRoundedOnce() {
    // 7 x 0.1 x 1.1 = 0.77 and 3 x 0.5 x 1.1 = 1.65 micro-USD.
    Usage usage = served(new Usage(7, 0, 0, 0, 3, 0), "", "us", "");
    assertThat(cost("api.anthropic.com", "claude-haiku-5-5", usage)).isEqualTo(2);
  }

  @Test
  void cacheWrites_costByTheirLife() {
    Usage usage =
        new Usage(0, 0, 0, 0, 0, 0).withExtras(UsageExtras.NONE.withCacheWrites(1_000, 1_000));
    assertThat(cost("api.openai.com", "gpt-6.2-sol", usage)).isEqualTo(2_500 + 5_000);
    TokenPrice tokenPrice =
        priceLookup.charged(at("api.openai.com", "gpt-6.2-sol"), usage, NOVEMBER).orElseThrow();
    assertThat(tokenPrice.input().input(usage)).isEqualTo(7_500);
  }

  @Test
  void writesForTwelveHours_countTowardsTheTierOfLongPrompts() {
    Usage usage =
        new Usage(1_000, 0, 0, 0, 0, 0).withExtras(UsageExtras.NONE.withCacheWrites(0, 272_000));
    assertThat(cost("api.openai.com", "gpt-6.2-sol", usage)).isEqualTo(4_000 + 2_720_000);
  }

  @Test
  void theStartOfTheRequest_decidesOnDatedPrices() {
    Candidate argon = at("generativelanguage.googleapis.com", "gemini-4-argon");
    assertThat(cost(priceLookup, argon, THOUSAND, DECEMBER.minusMillis(1))).isEqualTo(3_000);
    assertThat(cost(priceLookup, argon, THOUSAND, DECEMBER)).isEqualTo(6_000);
    assertThat(held(argon, UsageExtras.NONE, DECEMBER.minusMillis(1)).cost(THOUSAND))
        .isEqualTo(3_000);
    assertThat(held(argon, UsageExtras.NONE, DECEMBER).cost(THOUSAND)).isEqualTo(6_000);
  }

  private TokenPrice held(Candidate candidate, UsageExtras asked, Instant time) {
    return priceLookup.held(candidate, 1_000, asked, time).orElseThrow();
  }

  @Test
  void hold_takesTheDearerTierThatIsAskedFor_andNoCheaperOne() {
    Candidate sol = at("api.openai.com", "gpt-6.2-sol");
    UsageExtras priority = UsageExtras.NONE.withService("priority", "", "");
    assertThat(held(sol, priority, NOVEMBER).cost(THOUSAND)).isEqualTo(6_000);
    UsageExtras flex = UsageExtras.NONE.withService("flex", "", "");
    assertThat(held(sol, flex, NOVEMBER).cost(THOUSAND)).isEqualTo(3_000);
    UsageExtras search = UsageExtras.NONE.withTools(new ServerToolCalls(5, 0, 0, 0, 0, 0, 0));
    assertThat(held(sol, search, NOVEMBER).cost(THOUSAND)).isEqualTo(53_000);
  }

  @Test
  void otherModels_costTheirOwnPrice_unknownOnesThatOfTheModelAsked() {
    Usage advised =
        THOUSAND.withExtras(
            UsageExtras.NONE.withOtherModels(
                List.of(
                    new UsageExtras.ModelUsage("claude-opus-5-5", THOUSAND),
                    new UsageExtras.ModelUsage("claude-unheard-of", THOUSAND))));
    assertThat(cost("api.anthropic.com", "claude-sonnet-4-6", advised))
        .isEqualTo(4_500 + 6_000 + 4_500);
  }

  @Test
  void costThatOpenRouterReports_isCharged() {
    assertThat(cost("openrouter.ai", "openai/gpt-4.1", reported(THOUSAND, 2_345))).isEqualTo(2_345);
    assertThat(cost("openrouter.ai", "somebody/new-model", reported(THOUSAND, 777))).isEqualTo(777);
    assertThat(cost("openrouter.ai", "openai/gpt-4.1", reported(THOUSAND, 0))).isZero();
  }

  @Test
  void costThatCannotBe_isReplacedByThatOfTheTokens() {
    assertThat(cost("openrouter.ai", "openai/gpt-4.1", reported(THOUSAND, 75_000_000)))
        .isEqualTo(2_800);
    assertThat(cost("openrouter.ai", "somebody/new-model", reported(THOUSAND, Long.MAX_VALUE)))
        .isEqualTo(100_000_000);
    assertThat(cost(falling, at("openrouter.ai", "x/y"), reported(THOUSAND, 1_000_000), NOVEMBER))
        .isEqualTo(5_000 + 2_500);
  }

  @Test
  void costReportedByAnotherProvider_countsOnlyWhereThereIsNoPrice() {
    assertThat(cost("api.example.com", "gpt-4.1", reported(THOUSAND, 1))).isEqualTo(2_800);
    assertThat(cost("api.example.com", "house-model", reported(THOUSAND, 1))).isEqualTo(1);
    Candidate house = at("api.example.com", "house-model");
    assertThat(cost(falling, house, reported(THOUSAND, 0), NOVEMBER)).isEqualTo(5_000 + 2_500);
  }

  @Test
  void localProviders_areFreeWhateverTheyReport() {
    Candidate local = candidate("api.example.com", "gpt-4.1", true);
    assertThat(priceLookup.charged(local, reported(THOUSAND, 5_000), NOVEMBER)).isEmpty();
    assertThat(priceLookup.isPriced(candidate("api.example.com", "house-model", true))).isTrue();
    assertThat(unpriced.names()).isEmpty();
  }

  @Test
  void modelWithoutAPrice_isFreeAndNotedOnce_orCostsTheFallback() {
    Candidate house = at("api.example.com", "house-model");
    assertThat(priceLookup.isPriced(house)).isFalse();
    assertThat(priceLookup.isFree(house)).isTrue();
    assertThat(cost(priceLookup, house, THOUSAND, NOVEMBER)).isZero();
    assertThat(cost(priceLookup, house, THOUSAND, NOVEMBER)).isZero();
    assertThat(unpriced.names()).containsExactly("p/house-model");
    assertThat(metrics.text()).contains("compresh_unpriced_requests_total{provider=\"p\"} 2.0");
    assertThat(falling.isFree(house)).isFalse();
    assertThat(cost(falling, house, THOUSAND, NOVEMBER)).isEqualTo(5_000 + 2_500);
  }

  @Test
  void namesOfUnpricedModels_areBoundedAndPlain() {
    for (int i = 0; i < 1_000; i++) {
      unpriced.note("p", "m-" + i);
    }
    assertThat(unpriced.names()).hasSizeLessThanOrEqualTo(256);
    UnpricedModels fresh = new UnpricedModels(metrics);
    fresh.note("p", "a\nb");
    fresh.note("p", "x".repeat(5_000));
    assertThat(fresh.names()).containsExactly("p/(a name that can't be shown)");
  }

  @Property(tries = 300, seed = "20261129")
  void cost_isNeverNegative_andGrowsWithEachFigure(
      @ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long input,
      @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long calls,
      @ForAll @LongRange(min = -1, max = Long.MAX_VALUE) long told) {
    Usage usage =
        served(
            tools(new Usage(input, 0, 0, 0, 10, 0), new ServerToolCalls(calls, 0, 0, 0, 0, 0, 0)),
            "ultrafast",
            "us",
            "fast");
    long plain = cost("eu.api.openai.com", "gpt-6-astra", usage);
    assertThat(plain).isPositive();
    assertThat(cost("openrouter.ai", "gpt-6-astra", reported(usage, told)))
        .isBetween(0L, Math.multiplyExact(4L, plain));
  }
}

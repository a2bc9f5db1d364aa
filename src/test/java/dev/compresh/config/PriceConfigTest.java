package dev.compresh.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices with days, multipliers and fees, {@code money.unpriced} and {@code catalogue}. */
class PriceConfigTest {
  private static final String PRICES = "models: [{id: a, prices: {input: 1, %s}}]\n";

  private static PriceConfig prices(String more) {
    return Objects.requireNonNull(
        ConfigFixture.from(String.format(PRICES, more)).models().getFirst().prices());
  }

  @Test
  void daysMultipliersAndFees_areRead() {
    PriceConfig prices =
        prices(
            "changes: [{from: 2026-12-01, input: 4, longer-prompts: [{above: 100, input: 8}]}],"
                + " service-tiers: {flex: 0.5, on_demand: 1}, geographies: {us: 1.1},"
                + " tool-fees: {web-search: 10, code-execution: 30/request}");
    PriceConfig.PriceChangeConfig priceChangeConfig = prices.changes().getFirst();
    assertThat(priceChangeConfig.from()).isEqualTo(LocalDate.of(2026, 12, 1));
    assertThat(priceChangeConfig.usd()).isEqualTo(Map.of("input", new BigDecimal("4")));
    assertThat(priceChangeConfig.longer().getFirst().above()).isEqualTo(100);
    assertThat(prices.tiers()).containsEntry("flex", new BigDecimal("0.5"));
    assertThat(prices.geographies()).containsEntry("us", new BigDecimal("1.1"));
    assertThat(prices.toolFees())
        .containsEntry("web-search", new ToolFeeConfig(BigDecimal.TEN, false))
        .containsEntry("code-execution", new ToolFeeConfig(new BigDecimal("30"), true));
  }

  @ParameterizedTest
  @CsvSource({
    "'changes: [{from: soon, input: 4}]', is not a date",
    "'changes: [{input: 4}]', is missing",
    "'service-tiers: {flex: -1}', flex",
    "'service-tiers: {flex: 21}', flex",
    "'service-tiers: {flex: 0.0005}', flex",
    "'geographies: {us: many}', us",
    "'tool-fees: {web-search: 20000}', web-search",
    "'tool-fees: {time-travel: 1}', time-travel"
  })
  void whatCannotBe_isAFault(String more, String told) {
    assertThat(ConfigFixture.faults(String.format(PRICES, more))).anyMatch(f -> f.contains(told));
  }

  @Test
  void unpriced_refusesUnlessSaidOtherwise() {
    assertThat(ConfigFixture.from("").money().unpriced())
        .isEqualTo(MoneyConfig.UnpricedRule.REFUSE);
    MoneyConfig money =
        ConfigFixture.from("money: {unpriced: fallback, fallback-price: {input: 5, output: 25}}")
            .money();
    assertThat(money.unpriced()).isEqualTo(MoneyConfig.UnpricedRule.FALLBACK);
    assertThat(Objects.requireNonNull(money.fallbackPrice()).usd()).containsKeys("input", "output");
  }

  @ParameterizedTest
  @CsvSource({
    "'money: {unpriced: fallback}', fallback-price",
    "'money: {unpriced: fallback, fallback-price: {input: 5}}', fallback-price",
    "'money: {fallback-price: {input: 5, output: 5}}', is not used",
    "'money: {unpriced: maybe}', unpriced",
    "'catalogue: {refresh-url: models.dev}', refresh-url",
    "'catalogue: {refresh-url: \"https://a:b@c/d\"}', refresh-url",
    "'catalogue: {refresh-every: 24h}', refresh-url",
    "'catalogue: {refresh-url: \"https://a/b\", refresh-every: 1s}', too short"
  })
  void contradictions_areFaults(String yaml, String told) {
    assertThat(ConfigFixture.faults(yaml)).anyMatch(f -> f.contains(told));
  }

  @Test
  void catalogue_isNotRefreshedUnlessSaidSo() {
    assertThat(ConfigFixture.from("").catalogue().refreshUrl()).isNull();
    assertThat(ConfigFixture.from("").catalogue().refreshEvery()).isNull();
  }
}

package dev.compresh.config;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Prices of a model as an operator writes them: USD per million tokens, by their names in {@link
 * #ITEMS}.
 *
 * @param longer those of longer prompts
 * @param changes those that hold from a day on
 * @param tiers multipliers by service tier or speed, in the provider's words
 * @param geographies multipliers by where the provider serves a request
 * @param toolFees fees for the provider's own tools, by their names in {@link #TOOLS}
 */
public record PriceConfig(
    Map<String, BigDecimal> usd,
    List<LongPromptPriceConfig> longer,
    List<PriceChangeConfig> changes,
    Map<String, BigDecimal> tiers,
    Map<String, BigDecimal> geographies,
    Map<String, ToolFeeConfig> toolFees) {

  static final List<String> ITEMS =
      List.of(
          "input",
          "cache-read",
          "cache-write",
          "cache-write-1h",
          "cache-write-12h",
          "output",
          "reasoning",
          "audio-input",
          "audio-output",
          "minute",
          "characters");

  static final List<String> TOOLS =
      List.of(
          "web-search",
          "web-fetch",
          "code-execution",
          "file-search",
          "x-search",
          "image-generation",
          "other");

  private static final int MOST_TOKENS = 100_000_000;
  private static final int LONGEST_NAME = 64;
  private static final BigDecimal MOST_TIMES = BigDecimal.valueOf(20);
  private static final int TIMES_DIGITS = 3;

  /**
   * Prices of prompts of more than {@code above} tokens.
   *
   * @param above tokens of the prompt, cached ones included
   */
  public record LongPromptPriceConfig(int above, Map<String, BigDecimal> usd) {}

  /**
   * Prices that hold from a day on, all of them.
   *
   * @param from its first day, 00:00 UTC
   */
  public record PriceChangeConfig(
      LocalDate from, Map<String, BigDecimal> usd, List<LongPromptPriceConfig> longer) {}

  static PriceConfig read(ConfigSection configSection) {
    PriceConfig prices =
        new PriceConfig(
            usd(configSection),
            longer(configSection),
            changes(configSection),
            multipliers(configSection, "service-tiers"),
            multipliers(configSection, "geographies"),
            fees(configSection));
    configSection.finish();
    return prices;
  }

  private static Map<String, BigDecimal> usd(ConfigSection configSection) {
    Map<String, BigDecimal> usd = new LinkedHashMap<>();
    for (String name : ITEMS) {
      configSection.money(name).ifPresent(value -> usd.put(name, value));
    }
    return Collections.unmodifiableMap(usd);
  }

  private static List<LongPromptPriceConfig> longer(ConfigSection configSection) {
    List<LongPromptPriceConfig> longer = new ArrayList<>();
    for (ConfigSection inner : configSection.sections("longer-prompts")) {
      int above = inner.integer("above", 0, 1, MOST_TOKENS);
      longer.add(new LongPromptPriceConfig(above, usd(inner)));
      inner.finish();
    }
    return List.copyOf(longer);
  }

  private static List<PriceChangeConfig> changes(ConfigSection configSection) {
    List<PriceChangeConfig> changes = new ArrayList<>();
    for (ConfigSection inner : configSection.sections("changes")) {
      String day = inner.required("from", "Write the first day, as 'from: 2026-12-01'.");
      Map<String, BigDecimal> usd = usd(inner);
      List<LongPromptPriceConfig> longer = longer(inner);
      try {
        changes.add(new PriceChangeConfig(LocalDate.parse(day), usd, longer));
      } catch (DateTimeException e) {
        if (!day.isEmpty()) {
          inner.fault("from", "is not a date.", "Write it as 2026-12-01.");
        }
      }
      inner.finish();
    }
    return List.copyOf(changes);
  }

  private static Map<String, ToolFeeConfig> fees(ConfigSection configSection) {
    return written(
        configSection,
        "tool-fees",
        ToolFeeConfig::parse,
        TOOLS::contains,
        "Write USD per 1,000 calls, as 'web-search: 10'; tools: " + String.join(", ", TOOLS) + ".");
  }

  private static Map<String, BigDecimal> multipliers(ConfigSection configSection, String key) {
    return written(
        configSection,
        key,
        text -> ConfigSection.amount(text).filter(PriceConfig::isMultiplier),
        name -> name.length() <= LONGEST_NAME,
        "Write multipliers from 0 to 20 with at most three decimals, as 'flex: 0.5'.");
  }

  private static boolean isMultiplier(BigDecimal value) {
    return value.compareTo(MOST_TIMES) <= 0 && value.stripTrailingZeros().scale() <= TIMES_DIGITS;
  }

  private static <T> Map<String, T> written(
      ConfigSection configSection,
      String key,
      Function<String, Optional<T>> reading,
      Predicate<String> named,
      String fix) {
    Map<String, T> values = new LinkedHashMap<>();
    configSection
        .pairs(key)
        .forEach(
            (name, text) -> {
              Optional<T> value = reading.apply(text);
              if (value.isEmpty() || !named.test(name)) {
                configSection.fault(key, "'" + name + "' can't be used.", fix);
              } else {
                values.put(name, value.get());
              }
            });
    return Collections.unmodifiableMap(values);
  }
}

package dev.compresh.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Money.
 *
 * @param assumedOutput output tokens for which money is held where a request sets no bound itself
 * @param holdLongest whether the longest answer of a model must be affordable for such a request;
 *     without it less is held, and a balance can end below zero
 * @param unpriced what becomes of requests for models without a price
 * @param fallbackPrice what such models cost under {@link UnpricedRule#FALLBACK}; null elsewhere
 * @param stripeWebhookSecret signs the payment service's calls; null refuses them all
 */
public record MoneyConfig(
    int assumedOutput,
    boolean holdLongest,
    UnpricedRule unpriced,
    @Nullable PriceConfig fallbackPrice,
    @Nullable Secret stripeWebhookSecret) {

  /** Decides about requests for models without a price. */
  public enum UnpricedRule {
    /** Prepaid organisations can't use them; to others they cost nothing, with a warning. */
    REFUSE,
    /** They cost what {@code money.fallback-price} says. */
    FALLBACK,
    /** They cost nothing, with a warning. */
    FREE
  }

  public static final MoneyConfig DEFAULT = new MoneyConfig(4_096, false, null);

  /** With the default for models without a price. */
  public MoneyConfig(int assumedOutput, boolean holdLongest, @Nullable Secret stripeWebhookSecret) {
    this(assumedOutput, holdLongest, UnpricedRule.REFUSE, null, stripeWebhookSecret);
  }

  static MoneyConfig read(ConfigSection configSection) {
    int output = configSection.integer("assumed-output", DEFAULT.assumedOutput, 1, 1_000_000);
    String unbounded =
        configSection.choice("unbounded-answers", "assume", List.of("assume", "longest"));
    UnpricedRule unpricedRule =
        UnpricedRule.valueOf(
            configSection
                .choice("unpriced", "refuse", List.of("refuse", "fallback", "free"))
                .toUpperCase(Locale.ROOT));
    PriceConfig fallback =
        configSection.has("fallback-price")
            ? PriceConfig.read(configSection.section("fallback-price"))
            : null;
    boolean falls = unpricedRule == UnpricedRule.FALLBACK;
    if (falls
        && (fallback == null
            || !fallback.usd().containsKey("input")
            || !fallback.usd().containsKey("output"))) {
      configSection.fault(
          "fallback-price",
          "is missing or lacks 'input' or 'output'.",
          "Write 'fallback-price: {input: 5, output: 25}', in USD per million tokens.");
    } else if (!falls && fallback != null) {
      configSection.fault(
          "fallback-price", "is not used.", "Write 'unpriced: fallback', or remove it.");
    }
    Secret secret = configSection.secret("stripe-webhook-secret");
    configSection.finish();
    return new MoneyConfig(output, unbounded.equals("longest"), unpricedRule, fallback, secret);
  }
}

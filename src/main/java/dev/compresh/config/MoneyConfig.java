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
 * @param fallbackPrice what such models cost under {@link Unpriced#FALLBACK}; null elsewhere
 * @param stripeWebhookSecret signs the payment service's calls; null refuses them all
 */
public record MoneyConfig(
    int assumedOutput,
    boolean holdLongest,
    Unpriced unpriced,
    @Nullable PriceConfig fallbackPrice,
    @Nullable Secret stripeWebhookSecret) {

  /** What becomes of requests for models without a price. */
  public enum Unpriced {
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
    this(assumedOutput, holdLongest, Unpriced.REFUSE, null, stripeWebhookSecret);
  }

  static MoneyConfig read(Section section) {
    int output = section.integer("assumed-output", DEFAULT.assumedOutput, 1, 1_000_000);
    String unbounded = section.choice("unbounded-answers", "assume", List.of("assume", "longest"));
    Unpriced unpriced =
        Unpriced.valueOf(
            section
                .choice("unpriced", "refuse", List.of("refuse", "fallback", "free"))
                .toUpperCase(Locale.ROOT));
    PriceConfig fallback =
        section.has("fallback-price") ? PriceConfig.read(section.section("fallback-price")) : null;
    boolean falls = unpriced == Unpriced.FALLBACK;
    if (falls
        && (fallback == null
            || !fallback.usd().containsKey("input")
            || !fallback.usd().containsKey("output"))) {
      section.fault(
          "fallback-price",
          "is missing or lacks 'input' or 'output'.",
          "Write 'fallback-price: {input: 5, output: 25}', in USD per million tokens.");
    } else if (!falls && fallback != null) {
      section.fault("fallback-price", "is not used.", "Write 'unpriced: fallback', or remove it.");
    }
    Secret secret = section.secret("stripe-webhook-secret");
    section.finish();
    return new MoneyConfig(output, unbounded.equals("longest"), unpriced, fallback, secret);
  }
}

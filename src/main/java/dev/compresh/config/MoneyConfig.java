package dev.compresh.config;

import org.jspecify.annotations.Nullable;

/**
 * Money.
 *
 * @param assumedOutput output tokens for which money is held where a request sets no bound itself
 * @param stripeWebhookSecret signs the payment service's calls; null refuses them all
 */
public record MoneyConfig(int assumedOutput, @Nullable Secret stripeWebhookSecret) {
  public static final MoneyConfig DEFAULT = new MoneyConfig(4_096, null);

  static MoneyConfig read(Section section) {
    int output = section.integer("assumed-output", DEFAULT.assumedOutput, 1, 1_000_000);
    Secret secret = section.secret("stripe-webhook-secret");
    section.finish();
    return new MoneyConfig(output, secret);
  }
}

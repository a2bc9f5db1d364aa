package dev.compresh.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Money.
 *
 * @param assumedOutput output tokens for which money is held where a request sets no bound itself
 * @param holdLongest whether the longest answer of a model must be affordable for such a request;
 *     without it less is held, and a balance can end below zero
 * @param stripeWebhookSecret signs the payment service's calls; null refuses them all
 */
public record MoneyConfig(
    int assumedOutput, boolean holdLongest, @Nullable Secret stripeWebhookSecret) {
  public static final MoneyConfig DEFAULT = new MoneyConfig(4_096, false, null);

  static MoneyConfig read(Section section) {
    int output = section.integer("assumed-output", DEFAULT.assumedOutput, 1, 1_000_000);
    String unbounded = section.choice("unbounded-answers", "assume", List.of("assume", "longest"));
    Secret secret = section.secret("stripe-webhook-secret");
    section.finish();
    return new MoneyConfig(output, unbounded.equals("longest"), secret);
  }
}

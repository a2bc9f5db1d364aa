package dev.compresh.proxy;

import dev.compresh.dialect.Prompt;
import org.jspecify.annotations.Nullable;

/** Measures a request that is not charged by text tokens. */
@FunctionalInterface
interface AudioMeasure {
  /** The tokens of the body's text. */
  AudioMeasure TOKENS = (routingDecision, prompt) -> null;

  /** Null for the tokens of the body's text. */
  AudioPricing.@Nullable AudioAmount measure(RoutingDecision routingDecision, Prompt prompt);
}

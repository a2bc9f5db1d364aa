package dev.compresh.proxy;

import dev.compresh.dialect.Prompt;
import org.jspecify.annotations.Nullable;

/**
 * Measures requests whose text appears where no conversation has it, by the bytes of their body: no
 * usual tokenizer makes more than one token of two bytes of JSON.
 */
final class BodyMeasure {
  private static final int BYTES_PER_TOKEN = 2;

  /** Tokens of the largest picture in the best quality, and some. */
  private static final long PICTURE_TOKENS = 10_000;

  private static final int MOST_PICTURES = 10;

  private BodyMeasure() {}

  /** Returns how requests to {@code apiEndpoint} are measured. */
  static AudioMeasure choose(ApiEndpoint apiEndpoint, AudioPricing audioPricing) {
    return switch (apiEndpoint) {
      case SPEECH -> audioPricing::spoken;
      case COMPLETIONS -> (_, prompt) -> amount(prompt, CostEstimator.RequestSize.AS_ASKED);
      case IMAGES ->
          (_, prompt) ->
              amount(
                  prompt,
                  PICTURE_TOKENS * Math.clamp(prompt.envelope().answers(), 1, MOST_PICTURES));
      case RERANK, MODERATIONS -> (_, prompt) -> amount(prompt, 0);
      default -> AudioMeasure.TOKENS;
    };
  }

  private static AudioPricing.@Nullable AudioAmount amount(Prompt prompt, long answer) {
    return new AudioPricing.AudioAmount(
        AudioPricing.AudioUnit.TOKENS,
        Math.ceilDiv(prompt.body().length, (long) BYTES_PER_TOKEN),
        answer,
        false);
  }
}

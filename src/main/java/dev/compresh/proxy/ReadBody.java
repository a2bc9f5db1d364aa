package dev.compresh.proxy;

import dev.compresh.dialect.Prompt;

/**
 * A body that was read.
 *
 * @param sent the bytes as they came
 * @param coded whether they came with a content coding
 * @param measure what it is charged by
 */
record ReadBody(byte[] sent, Prompt prompt, boolean coded, AudioMeasure measure) {

  /** The same, charged by something else. */
  ReadBody withMeasure(AudioMeasure other) {
    return new ReadBody(sent, prompt, coded, other);
  }

  CompressedPrompt measured(RoutingDecision routingDecision, CompressedPrompt compressedPrompt) {
    AudioPricing.AudioAmount audioAmount = measure.measure(routingDecision, prompt);
    return audioAmount == null ? compressedPrompt : compressedPrompt.measuring(audioAmount.input());
  }

  CostEstimator.RequestSize measured(
      RoutingDecision routingDecision, CostEstimator.RequestSize requestSize) {
    AudioPricing.AudioAmount audioAmount = measure.measure(routingDecision, prompt);
    return audioAmount == null ? requestSize : requestSize.answered(audioAmount.output());
  }

  RequestSettlement measured(RoutingDecision routingDecision, RequestSettlement requestSettlement) {
    AudioPricing.AudioAmount audioAmount = measure.measure(routingDecision, prompt);
    return audioAmount == null ? requestSettlement : audioAmount.wrap(requestSettlement);
  }
}

package dev.compresh.proxy;

import dev.compresh.dialect.Prompt;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.catalogue.Catalogue;
import java.util.function.Supplier;

/** Prepares, when a request goes out, the check of the figures that its provider will report. */
final class FigureSource {
  private final Supplier<Catalogue> catalogue;
  private final CostEstimator holds;
  private final FigureCheck check;

  FigureSource(Supplier<Catalogue> catalogue, CostEstimator holds, Metrics metrics) {
    this.catalogue = catalogue;
    this.holds = holds;
    this.check = new FigureCheck(metrics);
  }

  /** The check for one request. */
  interface DeliveryCheck {
    /** {@code delivery} with figures that can be charged, as {@code served} delivered it. */
    AnswerDelivery check(AnswerDelivery answerDelivery, RoutingDecision served);
  }

  /** The check for a request about to go out; keeps numbers, not the prompt. */
  DeliveryCheck bounds(
      RequestHead head,
      RoutingDecision routingDecision,
      Prompt prompt,
      CompressedPrompt compressedPrompt) {
    if (routingDecision.endpoint().free()) {
      return (answerDelivery, served) -> answerDelivery;
    }
    FigureBounds bounds =
        FigureBounds.of(routingDecision, prompt, compressedPrompt, catalogue.get(), holds);
    return (answerDelivery, served) ->
        check.check(answerDelivery, bounds, head.id(), served.provider().name());
  }
}

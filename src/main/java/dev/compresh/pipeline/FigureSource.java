package dev.compresh.pipeline;

import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.wire.Prompt;
import java.util.function.Supplier;

/** Prepares, when a request goes out, the check of the figures that its provider will report. */
final class FigureSource {
  private final Supplier<Catalogue> catalogue;
  private final Estimates holds;
  private final FigureCheck check;

  FigureSource(Supplier<Catalogue> catalogue, Estimates holds, Metrics metrics) {
    this.catalogue = catalogue;
    this.holds = holds;
    this.check = new FigureCheck(metrics);
  }

  /** The check for one request. */
  interface DeliveryCheck {
    /** {@code delivery} with figures that can be charged, as {@code served} delivered it. */
    Delivery check(Delivery delivery, Choice served);
  }

  /** The check for a request about to go out; keeps numbers, not the prompt. */
  DeliveryCheck of(RequestHead head, Choice choice, Prompt prompt, Compressed compressed) {
    if (choice.endpoint().free()) {
      return (delivery, served) -> delivery;
    }
    FigureBounds bounds = FigureBounds.of(choice, prompt, compressed, catalogue.get(), holds);
    return (delivery, served) -> check.check(delivery, bounds, head.id(), served.provider().name());
  }
}

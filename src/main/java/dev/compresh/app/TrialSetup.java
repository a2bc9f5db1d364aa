package dev.compresh.app;

import dev.compresh.admin.trial.TrialEngine;
import dev.compresh.compression.CompressionStages;
import dev.compresh.config.CompressConfig;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.ModelPrice;
import dev.compresh.token.ExactTokenizers;
import java.util.function.Supplier;

/** Makes the engine that replays people's transcripts. */
final class TrialSetup {
  /** Of input whose model has no price: micro-USD per million tokens. */
  private static final long ASSUMED_PRICE = 3_000_000;

  private TrialSetup() {}

  static TrialEngine engine(
      ExactTokenizers exactTokenizers,
      CompressionStages stages,
      Supplier<CompressConfig> config,
      Supplier<Catalogue> catalogue) {
    return new TrialEngine(
        exactTokenizers::o200k,
        stages,
        () -> config.get().skipTools(),
        model -> catalogue.get().price(model).map(ModelPrice::input).orElse(ASSUMED_PRICE));
  }
}

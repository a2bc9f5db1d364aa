package dev.compresh.admin.trial;

import dev.compresh.compression.CompressionMode;
import dev.compresh.compression.CompressionObjective;
import dev.compresh.compression.CompressionPolicy;
import dev.compresh.compression.Compressor;
import dev.compresh.compression.LayerFactory;
import dev.compresh.compression.PromptTokens;
import dev.compresh.token.Tokenizer;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Compresses for trials: apart from that of real requests, so that nothing of one is found by the
 * other.
 *
 * @param skipTools tools whose results stay as they are, as configured now
 * @param price of a model's fresh input, in micro-USD per million tokens
 */
public record TrialEngine(
    Supplier<Tokenizer> tokenizer,
    LayerFactory layers,
    Supplier<Set<String>> skipTools,
    ToLongFunction<String> price) {
  private static final long MEMORY = 48L << 20;

  /** Returns what replays compare, the mode of the most interest first after none. */
  List<CompressionPolicy> policies() {
    return List.of(
        policy(CompressionMode.OFF, CompressionObjective.COST),
        policy(CompressionMode.LOSSLESS, CompressionObjective.COST),
        policy(CompressionMode.BALANCED, CompressionObjective.COST),
        policy(CompressionMode.BALANCED, CompressionObjective.TOKENS),
        policy(CompressionMode.MAX, CompressionObjective.COST));
  }

  CompressionPolicy policy(CompressionMode mode, CompressionObjective objective) {
    return CompressionPolicy.of(mode, objective).skipping(skipTools.get());
  }

  /** One that remembers nothing yet. */
  FreshEngine fresh() {
    PromptTokens tokens = new PromptTokens(tokenizer.get());
    return new FreshEngine(
        tokens, new Compressor(tokenizer.get(), tokens, layers, System::nanoTime, MEMORY));
  }

  /** Counts and plans for one trial. */
  record FreshEngine(PromptTokens tokens, Compressor compressor) {}
}

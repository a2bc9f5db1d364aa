package dev.compresh.proxy;

import dev.compresh.compression.Compressor;
import dev.compresh.compression.LayerFactory;
import dev.compresh.compression.PromptTokens;
import dev.compresh.token.Tokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One compressor for each vocabulary, made when its first prompt comes. */
public final class CompressorRegistry {

  /** The token counter and the compressor of one vocabulary. */
  public record CompressionEngine(PromptTokens counts, Compressor compressor) {

    private CompressionEngine forTenant(String tenant) {
      PromptTokens own = counts.forTenant(tenant);
      return new CompressionEngine(own, compressor.forTenant(tenant, own));
    }
  }

  /** Share of the memory for counts of messages. */
  private static final int COUNTS_SHARE = 10;

  private final ConcurrentMap<Tokenizer, CompressionEngine> engines = new ConcurrentHashMap<>();
  private final LayerFactory layerFactory;
  private final long memory;

  /**
   * @param memory bound of what each remembers, its counts included, in bytes, roughly
   */
  public CompressorRegistry(LayerFactory layerFactory, long memory) {
    this.layerFactory = layerFactory;
    this.memory = memory;
  }

  /**
   * Returns the counter and compressor of one organisation. All share the memory, and none what
   * another one's prompts left in it: else time would tell what that one sent.
   */
  public CompressionEngine forTokenizer(Tokenizer tokenizer, String orgId) {
    return engines.computeIfAbsent(tokenizer, this::make).forTenant(orgId);
  }

  /** Groups of layers that failed so far, and were left out for their conversations. */
  public long dropped() {
    return engines.values().stream().mapToLong(e -> e.compressor().dropped()).sum();
  }

  private CompressionEngine make(Tokenizer tokenizer) {
    PromptTokens counts = new PromptTokens(tokenizer, memory / COUNTS_SHARE);
    // Besides conversations a compressor keeps counts of texts in a quarter of what it is given.
    long conversations = (memory - memory / COUNTS_SHARE) / 5 * 4;
    return new CompressionEngine(
        counts, new Compressor(tokenizer, counts, layerFactory, System::nanoTime, conversations));
  }
}

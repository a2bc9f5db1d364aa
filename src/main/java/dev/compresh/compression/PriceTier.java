package dev.compresh.compression;

/**
 * A length of prompt above which a model's whole request costs more, cached tokens included.
 *
 * @param room tokens that the messages may have below it; 0 where the model has no such length
 * @param percent what a token costs above it, in percent of its price below
 */
public record PriceTier(int room, int percent) {
  /** Of a model whose prices don't depend on the prompt's length. */
  public static final PriceTier NONE = new PriceTier(0, 100);
}

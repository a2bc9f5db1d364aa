package dev.compresh.compression;

/**
 * The limits and prices of a model.
 *
 * @param room tokens that the messages may have in its window; 0 where that is not known
 * @param prices what the provider's cache makes of a token's price
 * @param tier where its whole request gets dearer
 */
public record ModelTerms(int room, CachePrices prices, PriceTier tier) {
  /** Of a model of which nothing is known: no bound, the usual prices. */
  public static final ModelTerms UNKNOWN = new ModelTerms(0, CachePrices.WRITTEN, PriceTier.NONE);
}

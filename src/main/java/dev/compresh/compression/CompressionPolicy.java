package dev.compresh.compression;

import java.util.Set;

/**
 * All that a plan depends on besides the conversation. Equal policies and equal histories give
 * equal bytes, on every instance and at every time.
 *
 * @param shortTurns conversations with fewer user turns go out untouched
 * @param shortTokens conversations with fewer tokens go out untouched
 * @param recentTokens tokens at the end, cut at a turn's edge, that chats keep as they are
 * @param skipTools names of tools whose results are never changed
 * @param model what the model allows and costs
 * @param suspensions layers that are switched off for what is new
 */
public record CompressionPolicy(
    CompressionMode mode,
    CompressionObjective objective,
    int shortTurns,
    int shortTokens,
    int recentTokens,
    Set<String> skipTools,
    ModelTerms model,
    LayerSuspensions suspensions) {

  /** Of a model of which nothing is known. */
  public CompressionPolicy(
      CompressionMode compressionMode,
      CompressionObjective compressionObjective,
      int shortTurns,
      int shortTokens,
      int recentTokens,
      Set<String> skipTools) {
    this(
        compressionMode,
        compressionObjective,
        shortTurns,
        shortTokens,
        recentTokens,
        skipTools,
        ModelTerms.UNKNOWN,
        LayerSuspensions.NONE);
  }

  /** The defaults of the product for {@code mode} and {@code objective}. */
  public static CompressionPolicy of(
      CompressionMode compressionMode, CompressionObjective compressionObjective) {
    return new CompressionPolicy(
        compressionMode,
        compressionObjective,
        5,
        2_000,
        compressionMode == CompressionMode.MAX ? 320 : 800,
        Set.of());
  }

  /** Tokens that the messages may have in the model's window; 0 where that is not known. */
  public int room() {
    return model.room();
  }

  /** Returns what the provider's cache makes of a token's price. */
  public CachePrices prices() {
    return model.prices();
  }

  /** Returns where the model's whole request gets dearer. */
  public PriceTier tier() {
    return model.tier();
  }

  /** This policy, by which nothing is lost. */
  public CompressionPolicy lossless() {
    return withTerms(CompressionMode.LOSSLESS, skipTools, model, suspensions);
  }

  /** This policy, for a model whose window has room for {@code tokens} of messages. */
  public CompressionPolicy withRoom(int tokens) {
    return withTerms(new ModelTerms(tokens, prices(), tier()));
  }

  /** This policy, at {@code other} prices of the provider's cache. */
  public CompressionPolicy withPricing(CachePrices other) {
    return withTerms(new ModelTerms(room(), other, tier()));
  }

  /** This policy, for a model with {@code other} as its price tier. */
  public CompressionPolicy withPricing(PriceTier other) {
    return withTerms(new ModelTerms(room(), prices(), other));
  }

  /** This policy, for {@code other}. */
  public CompressionPolicy withTerms(ModelTerms other) {
    return withTerms(mode, skipTools, other, suspensions);
  }

  /** This policy, which leaves the results of {@code tools} alone. */
  public CompressionPolicy skipping(Set<String> tools) {
    return withTerms(mode, tools, model, suspensions);
  }

  /** This policy, without the layers of {@code other} for what is new. */
  public CompressionPolicy suspending(LayerSuspensions other) {
    return withTerms(mode, skipTools, model, other);
  }

  private CompressionPolicy withTerms(
      CompressionMode newMode, Set<String> tools, ModelTerms newModel, LayerSuspensions suspended) {
    return new CompressionPolicy(
        newMode, objective, shortTurns, shortTokens, recentTokens, tools, newModel, suspended);
  }
}

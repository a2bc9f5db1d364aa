package dev.compresh.compress;

import java.util.Set;

/**
 * All that a plan depends on beside the conversation. Equal policies and equal histories give equal
 * bytes, on every instance and at every time.
 *
 * @param shortTurns conversations with fewer user turns go out untouched
 * @param shortTokens conversations with fewer tokens go out untouched
 * @param recentTokens tokens at the end, cut at a turn's edge, that chats keep as they are
 * @param skipTools names of tools whose results are never changed
 * @param room tokens that the messages may have in the model's window; 0 where that is not known
 * @param prices what the provider's cache makes of a token's price
 * @param tier where the model's whole request gets dearer
 */
public record Policy(
    Mode mode,
    Objective objective,
    int shortTurns,
    int shortTokens,
    int recentTokens,
    Set<String> skipTools,
    int room,
    CachePrices prices,
    PriceTier tier) {

  /** Without a bound of the window, under the usual prices. */
  public Policy(
      Mode mode,
      Objective objective,
      int shortTurns,
      int shortTokens,
      int recentTokens,
      Set<String> skipTools) {
    this(
        mode,
        objective,
        shortTurns,
        shortTokens,
        recentTokens,
        skipTools,
        0,
        CachePrices.WRITTEN,
        PriceTier.NONE);
  }

  /** The defaults of the product for {@code mode} and {@code objective}. */
  public static Policy of(Mode mode, Objective objective) {
    return new Policy(mode, objective, 5, 2_000, mode == Mode.MAX ? 320 : 800, Set.of());
  }

  /** This policy, by which nothing is lost. */
  public Policy lossless() {
    return new Policy(
        Mode.LOSSLESS,
        objective,
        shortTurns,
        shortTokens,
        recentTokens,
        skipTools,
        room,
        prices,
        tier);
  }

  /** This policy, for a model whose window has room for {@code tokens} of messages. */
  public Policy within(int tokens) {
    return new Policy(
        mode, objective, shortTurns, shortTokens, recentTokens, skipTools, tokens, prices, tier);
  }

  /** This policy, at {@code other} prices of the provider's cache. */
  public Policy at(CachePrices other) {
    return new Policy(
        mode, objective, shortTurns, shortTokens, recentTokens, skipTools, room, other, tier);
  }

  /** This policy, for a model with {@code other} as its price tier. */
  public Policy at(PriceTier other) {
    return new Policy(
        mode, objective, shortTurns, shortTokens, recentTokens, skipTools, room, prices, other);
  }

  /** This policy, which leaves the results of {@code tools} alone. */
  public Policy skipping(Set<String> tools) {
    return new Policy(
        mode, objective, shortTurns, shortTokens, recentTokens, tools, room, prices, tier);
  }
}

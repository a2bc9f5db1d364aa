package dev.compresh.proxy;

import dev.compresh.compression.CachePrices;
import dev.compresh.compression.PriceTier;
import dev.compresh.dialect.Prompt;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.ModelPrice;
import dev.compresh.token.ModelTokens;
import java.util.function.Supplier;

/** Computes how much of a model's window and price tiers a conversation may use. */
final class ContextWindow {
  /**
   * So full, in percent, a window may get: counts are not exact, and the answer needs its place.
   */
  private static final long FILLED = 85;

  /** Steps of the room, in parts of the window: a tool more must not change what was decided. */
  private static final int STEPS = 32;

  /** However much else there is, so large a part of the window is for the messages. */
  private static final int LEAST_PART = 8;

  /** So near, in percent, a prompt may come to a price tier: counts are not exact. */
  private static final long BELOW_TIER = 95;

  private static final long PERMILLE = 1_000;

  private final Supplier<Catalogue> catalogue;
  private final int most;

  /**
   * @param most the largest window to use, in tokens; 0 for the models' own
   */
  ContextWindow(Supplier<Catalogue> catalogue, int most) {
    this.catalogue = catalogue;
    this.most = most;
  }

  /**
   * Tokens that the messages of {@code prompt} may have, 0 where the window is not known. Rests on
   * the request alone and not on what was learned of counts: it decides on bytes.
   *
   * @param longContext whether it asks for a window of a million tokens
   * @param fixed tokens of system text and tools
   */
  int messageTokens(
      String model, boolean longContext, ModelTokens tokens, Prompt prompt, int fixed) {
    int known = catalogue.get().window(model);
    int own = longContext ? Math.max(known, LongContext.TOKENS) : known;
    int window = own == 0 || most == 0 ? Math.max(own, most) : Math.min(own, most);
    if (window == 0) {
      return 0;
    }
    int answer = Math.clamp(prompt.envelope().maxTokens(), 0, window / 2);
    long limit = Math.min(window * FILLED / 100, window - (long) answer);
    return stepped(counted(limit, tokens) - fixed, window);
  }

  /** {@code limit} tokens of the provider, in tokens as they are counted here. */
  private static long counted(long limit, ModelTokens tokens) {
    return tokens.exact()
        ? limit
        : limit * PERMILLE / Math.max(PERMILLE, tokens.family().initialPermille());
  }

  private static int stepped(long room, long whole) {
    long step = Math.max(1, whole / STEPS);
    return (int) Math.max(whole / LEAST_PART, room / step * step);
  }

  /**
   * The first length above which a request to {@code model} costs more.
   *
   * @param fixed tokens of system text and tools
   */
  PriceTier tier(String model, ModelTokens tokens, int fixed) {
    ModelPrice price = catalogue.get().price(model).orElse(null);
    if (price == null || price.longer().isEmpty() || price.input() <= 0) {
      return PriceTier.NONE;
    }
    ModelPrice.LongPromptPrice first = price.longer().getFirst();
    long percent = 100 * first.price().input() / price.input();
    long limit = counted(first.above() * BELOW_TIER / 100, tokens) - fixed;
    return percent <= 100
        ? PriceTier.NONE
        : new PriceTier(stepped(limit, first.above()), Math.toIntExact(percent));
  }

  /**
   * Returns what the provider's cache makes of the model's price; the usual where it is not known.
   */
  CachePrices prices(String model) {
    ModelPrice price = catalogue.get().price(model).orElse(null);
    if (price == null || price.input() <= 0 || price.cacheRead() >= price.input()) {
      return CachePrices.WRITTEN;
    }
    return new CachePrices(
        100 * price.cacheRead() / price.input(), 100 * price.cacheWrite() / price.input());
  }
}

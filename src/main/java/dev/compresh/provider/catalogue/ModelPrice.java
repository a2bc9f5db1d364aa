package dev.compresh.provider.catalogue;

import java.util.List;

/**
 * Prices in micro-USD per million tokens: 3 USD a million is 3,000,000.
 *
 * @param input fresh input; of embeddings the only one
 * @param cacheRead input read from the provider's prompt cache; as {@code input} where no other is
 *     told
 * @param cacheWrite input written to it for the shortest life; as {@code input} where no other is
 *     told
 * @param cacheWriteLong input written to it for an hour: twice the input where writes have a price
 *     and no other is told, as Anthropic's price list has it
 * @param output answers
 * @param reasoning tokens of thinking; as {@code output} where no other is told
 * @param audioInput tokens of audio; as {@code input} where no other is told
 * @param audioOutput spoken answers; as {@code output} where no other is told
 * @param minute micro-USD per minute of transcribed audio; 0 where tokens are paid
 * @param characters micro-USD per million characters to speak; 0 where tokens are paid
 * @param longer prices of longer prompts, by rising length; empty where the length doesn't matter
 */
public record ModelPrice(
    long input,
    long cacheRead,
    long cacheWrite,
    long cacheWriteLong,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput,
    long minute,
    long characters,
    List<Longer> longer) {

  /** For what runs on the operator's own machines. */
  public static final ModelPrice FREE = new ModelPrice(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

  /**
   * Prices of longer prompts.
   *
   * @param above tokens of the whole prompt, cached ones included, above which they hold
   */
  public record Longer(long above, ModelPrice price) {}

  public ModelPrice {
    longer = List.copyOf(longer);
  }

  /** Those that hold for a prompt of so many tokens, cached ones included. */
  public ModelPrice at(long promptTokens) {
    ModelPrice price = this;
    for (Longer tier : longer) {
      if (promptTokens > tier.above()) {
        price = tier.price();
      }
    }
    return price;
  }

  /** Whether nothing is ever paid. */
  public boolean free() {
    return input == 0 && output == 0 && audioInput == 0 && minute == 0 && characters == 0;
  }
}

package dev.compresh.provider.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Prices in micro-USD per million tokens: 3 USD a million is 3,000,000. {@link PriceDraft} makes
 * them.
 *
 * @param input fresh input; of embeddings the only one
 * @param cacheRead input read from the provider's prompt cache; as {@code input} where no other is
 *     known
 * @param cacheWrite input written to it for the shortest life; as {@code input} where no other is
 *     known
 * @param cacheWriteLong input written to it for an hour: twice the input where writes have a price
 *     and no other is known, as Anthropic's price list has it
 * @param cacheWriteHalfDay input written to it for twelve hours: twice the price of a write where
 *     no other is known, as OpenAI's price list has it
 * @param output answers
 * @param reasoning tokens of thinking; as {@code output} where no other is known
 * @param audioInput tokens of audio; as {@code input} where no other is known
 * @param audioOutput spoken answers; as {@code output} where no other is known
 * @param minute micro-USD per minute of transcribed audio; 0 where tokens are paid
 * @param characters micro-USD per million characters to speak; 0 where tokens are paid
 * @param longer prices of longer prompts, by rising length; empty where the length doesn't matter
 * @param later prices that hold from a day on, by rising day; empty where no change is announced
 * @param modifiers what tiers, geographies and tools add
 */
public record ModelPrice(
    long input,
    long cacheRead,
    long cacheWrite,
    long cacheWriteLong,
    long cacheWriteHalfDay,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput,
    long minute,
    long characters,
    List<LongPromptPrice> longer,
    List<LaterPrice> later,
    PriceModifiers modifiers) {

  /** For what runs on the operator's own machines. */
  public static final ModelPrice FREE =
      new PriceDraft().put(PriceDraft.PriceItem.INPUT, 0).price(PriceModifiers.NONE);

  /**
   * Prices of longer prompts.
   *
   * @param above tokens of the whole prompt, cached ones included, above which they hold
   */
  public record LongPromptPrice(long above, ModelPrice price) {}

  /**
   * Prices that hold from a day on.
   *
   * @param from its first day, 00:00 UTC
   */
  public record LaterPrice(LocalDate from, ModelPrice price) {}

  public ModelPrice {
    longer = List.copyOf(longer);
    later = List.copyOf(later);
  }

  /**
   * Those that hold at {@code time}. What decides on bytes must not ask for them: it takes the
   * first ones, so that no session changes because a day begins.
   */
  public ModelPrice forDate(Instant time) {
    ModelPrice price = this;
    for (LaterPrice change : later) {
      if (!time.isBefore(change.from().atStartOfDay(ZoneOffset.UTC).toInstant())) {
        price = change.price();
      }
    }
    return price;
  }

  /** Those that hold for a prompt of so many tokens, cached ones included. */
  public ModelPrice forPromptLength(long promptTokens) {
    ModelPrice price = this;
    for (LongPromptPrice tier : longer) {
      if (promptTokens > tier.above()) {
        price = tier.price();
      }
    }
    return price;
  }

  /** The same where all that is written to the cache is written for twelve hours. */
  public ModelPrice writtenForHalfADay() {
    return new ModelPrice(
        input,
        cacheRead,
        Math.max(cacheWrite, cacheWriteHalfDay),
        cacheWriteLong,
        cacheWriteHalfDay,
        output,
        reasoning,
        audioInput,
        audioOutput,
        minute,
        characters,
        longer,
        later,
        modifiers);
  }

  /** Returns whether nothing is ever paid. */
  public boolean free() {
    return input == 0 && output == 0 && audioInput == 0 && minute == 0 && characters == 0;
  }
}

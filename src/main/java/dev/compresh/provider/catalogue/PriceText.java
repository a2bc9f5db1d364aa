package dev.compresh.provider.catalogue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes prices as {@link PriceDraft#parse} reads them. */
final class PriceText {
  private PriceText() {}

  /**
   * The prices of {@code price} by their labels, in USD; those of longer prompts as {@code >N …}.
   */
  static Map<String, String> words(ModelPrice price) {
    Map<String, String> words = new LinkedHashMap<>();
    amounts(words, "", price);
    for (ModelPrice.LongPromptPrice tier : price.longer()) {
      amounts(words, ">" + tier.above() + " ", tier.price());
    }
    return words;
  }

  /** The text of {@code price}, without its changes and modifiers. */
  static String render(ModelPrice price) {
    StringBuilder text = new StringBuilder(line(price));
    for (ModelPrice.LongPromptPrice tier : price.longer()) {
      text.append(" >").append(tier.above()).append(' ').append(line(tier.price()));
    }
    return text.toString();
  }

  private static String line(ModelPrice price) {
    Map<String, String> words = new LinkedHashMap<>();
    amounts(words, "", price);
    return words.entrySet().stream()
        .map(word -> word.getKey() + "=" + word.getValue())
        .collect(Collectors.joining(" "));
  }

  private static void amounts(Map<String, String> words, String before, ModelPrice price) {
    put(words, before, PriceDraft.PriceItem.INPUT, price.input());
    put(words, before, PriceDraft.PriceItem.CACHE_READ, price.cacheRead());
    put(words, before, PriceDraft.PriceItem.CACHE_WRITE, price.cacheWrite());
    put(words, before, PriceDraft.PriceItem.CACHE_WRITE_1H, price.cacheWriteLong());
    put(words, before, PriceDraft.PriceItem.CACHE_WRITE_12H, price.cacheWriteHalfDay());
    put(words, before, PriceDraft.PriceItem.OUTPUT, price.output());
    put(words, before, PriceDraft.PriceItem.REASONING, price.reasoning());
    put(words, before, PriceDraft.PriceItem.AUDIO_INPUT, price.audioInput());
    put(words, before, PriceDraft.PriceItem.AUDIO_OUTPUT, price.audioOutput());
    if (price.minute() > 0) {
      put(words, before, PriceDraft.PriceItem.MINUTE, price.minute());
    }
    if (price.characters() > 0) {
      put(words, before, PriceDraft.PriceItem.CHARACTERS, price.characters());
    }
  }

  private static void put(
      Map<String, String> words, String before, PriceDraft.PriceItem priceItem, long micros) {
    words.put(before + priceItem.label(), EntryJson.usd(micros).toPlainString());
  }
}

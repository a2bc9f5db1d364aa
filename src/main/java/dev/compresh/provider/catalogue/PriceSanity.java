package dev.compresh.provider.catalogue;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells prices that can't be from those that can: a list in the wrong unit (USD per token, or per
 * thousand) must not make requests free, or a thousand times as dear.
 */
final class PriceSanity {
  /** No model costs more: 2,000 USD per million tokens. */
  private static final long MOST = 2_000_000_000L;

  /** No model that costs anything costs less: 0.001 USD per million input tokens. */
  private static final long LEAST = 1_000;

  /** No price moves so far at once, up or down. */
  private static final long FARTHEST = 100;

  private PriceSanity() {}

  /**
   * Returns what is wrong with {@code price}, in words; empty where it can be.
   *
   * @param before what was known of the model; null where nothing was
   */
  static Optional<String> fault(ModelPrice price, @Nullable ModelPrice before) {
    for (Map.Entry<String, String> word : PriceText.words(price).entrySet()) {
      long micros = PriceDraft.micros(word.getValue()).orElse(Long.MAX_VALUE);
      if (micros > MOST && !word.getKey().endsWith("characters")) {
        return Optional.of(
            describe(word, "is higher than any known price; is it per million tokens?"));
      }
    }
    boolean tokens = price.minute() == 0 && price.characters() == 0;
    if (tokens && !price.free() && Math.max(price.input(), price.output()) < LEAST) {
      return Optional.of("its prices are lower than any known price; are they per token?");
    }
    if (before == null || before.free() || price.free()) {
      return Optional.empty();
    }
    boolean input = far(before.input(), price.input());
    return input || far(before.output(), price.output())
        ? Optional.of(
            (input ? "input" : "output")
                + " goes from "
                + usd(input ? before.input() : before.output())
                + " to "
                + usd(input ? price.input() : price.output())
                + " USD at once; is it in another unit?")
        : Optional.empty();
  }

  private static boolean far(long before, long now) {
    return before > 0 && now > 0 && (now / FARTHEST >= before || before / FARTHEST >= now);
  }

  private static String describe(Map.Entry<String, String> word, String what) {
    return word.getKey() + "=" + word.getValue() + " " + what;
  }

  private static String usd(long micros) {
    return EntryJson.usd(micros).toPlainString();
  }
}

package dev.compresh.provider.catalogue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prices as they are written: some of them, in USD per million tokens. */
public final class PriceDraft {
  /** No price is higher than so many USD; a number above it is a mistake of units. */
  static final BigDecimal HIGHEST = BigDecimal.valueOf(100_000);

  /** The items that can have a price. */
  public enum PriceItem {
    INPUT,
    CACHE_READ,
    CACHE_WRITE,
    CACHE_WRITE_1H,
    CACHE_WRITE_12H,
    OUTPUT,
    REASONING,
    AUDIO_INPUT,
    AUDIO_OUTPUT,
    MINUTE,
    CHARACTERS;

    /** As it is written: {@code cache-read}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable PriceItem named(String label) {
      for (PriceItem priceItem : values()) {
        if (priceItem.label().equals(label)) {
          return priceItem;
        }
      }
      return null;
    }
  }

  private record PriceDraftTier(long above, PriceDraft draft) {}

  private record PriceDraftChange(LocalDate from, PriceDraft draft) {}

  private final Map<PriceItem, Long> micros = new EnumMap<>(PriceItem.class);
  private final List<PriceDraftTier> longer = new ArrayList<>();
  private final List<PriceDraftChange> changes = new ArrayList<>();

  /** Micro-USD of {@code usd}; empty where that is no price. */
  public static Optional<Long> micros(String usd) {
    try {
      if (usd.length() <= 32) {
        return micros(new BigDecimal(usd.strip()));
      }
    } catch (NumberFormatException e) {
      // reported by the empty answer
    }
    return Optional.empty();
  }

  /** The same of a number: at least 0; what is finer than a micro-USD is rounded. */
  static Optional<Long> micros(BigDecimal usd) {
    boolean sane = usd.signum() >= 0 && Math.abs(usd.scale()) < 64 && usd.compareTo(HIGHEST) <= 0;
    return sane
        ? Optional.of(usd.movePointRight(6).setScale(0, RoundingMode.HALF_UP).longValueExact())
        : Optional.empty();
  }

  /**
   * Reads {@code input=2.5 cache-read=0.25 output=15 >272000 input=5 …}, or {@code free}; behind
   * {@code @2026-12-01} stand those that hold from that day on, all of them.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static PriceDraft parse(String text) {
    PriceDraft first = new PriceDraft();
    PriceDraft whole = first;
    PriceDraft at = first;
    for (String word : text.split(" ", -1)) {
      if (word.startsWith("@")) {
        whole = new PriceDraft();
        at = whole;
        first.parseDate(day(word.substring(1)), whole);
      } else if (word.startsWith(">")) {
        at = new PriceDraft();
        whole.longer(Long.parseLong(word.substring(1)), at);
      } else if (word.equals("free")) {
        at.put(PriceItem.INPUT, 0);
      } else {
        int equals = word.indexOf('=');
        PriceItem priceItem = equals < 0 ? null : PriceItem.named(word.substring(0, equals));
        if (priceItem == null) {
          throw new IllegalArgumentException("not a price: " + word);
        }
        at.put(
            priceItem,
            micros(word.substring(equals + 1))
                .orElseThrow(() -> new IllegalArgumentException("not a price: " + word)));
      }
    }
    return first;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a date: " + text, e);
    }
  }

  public PriceDraft put(PriceItem priceItem, long value) {
    micros.put(priceItem, value);
    return this;
  }

  PriceDraft longer(long above, PriceDraft draft) {
    longer.add(new PriceDraftTier(above, draft));
    return this;
  }

  /** Puts prices that hold from a day on. */
  PriceDraft parseDate(LocalDate day, PriceDraft draft) {
    changes.add(new PriceDraftChange(day, draft));
    return this;
  }

  boolean empty() {
    return micros.isEmpty();
  }

  /** The prices: what is not written follows from what is. */
  public ModelPrice price(PriceModifiers modifiers) {
    long input = priceOf(PriceItem.INPUT, 0);
    long output = priceOf(PriceItem.OUTPUT, 0);
    long write = priceOf(PriceItem.CACHE_WRITE, input);
    boolean writes = micros.containsKey(PriceItem.CACHE_WRITE);
    return new ModelPrice(
        input,
        priceOf(PriceItem.CACHE_READ, input),
        write,
        priceOf(PriceItem.CACHE_WRITE_1H, writes ? 2 * input : input),
        priceOf(PriceItem.CACHE_WRITE_12H, writes ? 2 * write : input),
        output,
        priceOf(PriceItem.REASONING, output),
        priceOf(PriceItem.AUDIO_INPUT, input),
        priceOf(PriceItem.AUDIO_OUTPUT, output),
        priceOf(PriceItem.MINUTE, 0),
        priceOf(PriceItem.CHARACTERS, 0),
        longer.stream()
            .map(
                priceDraftTier ->
                    new ModelPrice.LongPromptPrice(
                        priceDraftTier.above, priceDraftTier.draft.price(modifiers)))
            .sorted(Comparator.comparingLong(ModelPrice.LongPromptPrice::above))
            .toList(),
        changes.stream()
            .map(
                priceDraftChange ->
                    new ModelPrice.LaterPrice(
                        priceDraftChange.from, priceDraftChange.draft.price(modifiers)))
            .sorted(Comparator.comparing(ModelPrice.LaterPrice::from))
            .toList(),
        modifiers);
  }

  private long priceOf(PriceItem priceItem, long fallback) {
    return micros.getOrDefault(priceItem, fallback);
  }
}

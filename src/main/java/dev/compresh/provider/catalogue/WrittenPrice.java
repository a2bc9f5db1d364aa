package dev.compresh.provider.catalogue;

import dev.compresh.config.PriceConfig;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes a model's prices of what an operator has written. */
public final class WrittenPrice {
  private WrittenPrice() {}

  /** The prices that {@code written} says, for a model of which nothing else is known. */
  public static ModelPrice render(PriceConfig written) {
    return render(written, PriceModifiers.NONE);
  }

  /**
   * The prices that {@code written} says, in place of all that are known; multipliers and fees stay
   * as known where it says none.
   */
  static ModelPrice render(PriceConfig written, PriceModifiers known) {
    PriceDraft draft = draft(written.usd(), written.longer());
    written.changes().forEach(c -> draft.parseDate(c.from(), draft(c.usd(), c.longer())));
    return draft.price(known.merge(modifiers(written)));
  }

  private static PriceModifiers modifiers(PriceConfig written) {
    Map<HostedTool, PriceModifiers.ToolFee> fees = new EnumMap<>(HostedTool.class);
    written
        .toolFees()
        .forEach(
            (label, fee) -> {
              HostedTool tool = HostedTool.named(label);
              if (tool != null) {
                long micros = PriceDraft.micros(fee.usd()).orElse(0L);
                fees.put(tool, new PriceModifiers.ToolFee(micros, fee.perRequest()));
              }
            });
    return new PriceModifiers(
        permille(written.tiers()), permille(written.geographies()), fees, List.of());
  }

  private static Map<String, Integer> permille(Map<String, BigDecimal> written) {
    Map<String, Integer> permille = new HashMap<>();
    written.forEach((name, times) -> permille.put(name, times.movePointRight(3).intValue()));
    return permille;
  }

  private static PriceDraft draft(
      Map<String, BigDecimal> usd, List<PriceConfig.LongPromptPriceConfig> longer) {
    PriceDraft draft = draft(usd);
    longer.forEach(l -> draft.longer(l.above(), draft(l.usd())));
    return draft;
  }

  private static PriceDraft draft(Map<String, BigDecimal> usd) {
    PriceDraft draft = new PriceDraft();
    for (PriceDraft.PriceItem priceItem : PriceDraft.PriceItem.values()) {
      BigDecimal value = usd.get(priceItem.label());
      if (value != null) {
        PriceDraft.micros(value).ifPresent(micros -> draft.put(priceItem, micros));
      }
    }
    return draft;
  }
}

package dev.compresh.provider.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Modifiers of a request's price beyond its tokens: multipliers in thousandths, by the provider's
 * word for a service tier (or speed) and for a geography, and fees for tools that it runs.
 *
 * @param tiers multipliers of service tiers and speeds, as {@code flex} to 500
 * @param geographies multipliers of where it is served, as {@code us} to 1100; {@code regional} is
 *     a regional host of the provider
 * @param toolFees what calls of tools cost
 * @param later what holds from a day on instead, by rising day
 */
public record PriceModifiers(
    Map<String, Integer> tiers,
    Map<String, Integer> geographies,
    Map<HostedTool, ToolFee> toolFees,
    List<LaterModifiers> later) {

  /** A multiplier that changes nothing. */
  public static final int PLAIN = 1_000;

  /** The geography of a provider's regional host. */
  public static final String REGIONAL = "regional";

  /** No modifiers. */
  public static final PriceModifiers NONE =
      new PriceModifiers(Map.of(), Map.of(), Map.of(), List.of());

  /**
   * The fee of a tool.
   *
   * @param perThousand micro-USD per 1,000 calls, or per 1,000 requests that call it
   * @param perRequest whether a request pays once, however often it calls
   */
  public record ToolFee(long perThousand, boolean perRequest) {
    static final ToolFee NONE = new ToolFee(0, false);

    /** Thousandths of a micro-USD for so many calls in one request. */
    public long thousandths(long calls) {
      return perThousand * (perRequest ? Math.min(calls, 1) : calls);
    }
  }

  /**
   * Modifiers that hold from a day on.
   *
   * @param from its first day, 00:00 UTC
   */
  public record LaterModifiers(LocalDate from, PriceModifiers modifiers) {}

  public PriceModifiers {
    tiers = named(tiers);
    geographies = named(geographies);
    toolFees = Map.copyOf(toolFees);
    later = List.copyOf(later);
  }

  /** Those that hold at {@code time}. */
  public PriceModifiers forDate(Instant time) {
    PriceModifiers now = this;
    for (LaterModifiers change : later) {
      if (!time.isBefore(change.from().atStartOfDay(ZoneOffset.UTC).toInstant())) {
        now = change.modifiers();
      }
    }
    return now;
  }

  /** The multiplier of a service tier or speed; {@link #PLAIN} where none is known. */
  public int tier(String name) {
    return tiers.getOrDefault(plain(name), PLAIN);
  }

  /** The multiplier of a geography; {@link #PLAIN} where none is known. */
  public int geography(String name) {
    return geographies.getOrDefault(plain(name), PLAIN);
  }

  /** Returns what a tool costs; nothing where no fee is known. */
  public ToolFee fee(HostedTool tool) {
    return toolFees.getOrDefault(tool, ToolFee.NONE);
  }

  /** These, with what {@code other} says in their place where it says something. */
  PriceModifiers merge(PriceModifiers other) {
    Map<String, Integer> allTiers = new HashMap<>(tiers);
    allTiers.putAll(other.tiers);
    Map<String, Integer> allGeographies = new HashMap<>(geographies);
    allGeographies.putAll(other.geographies);
    Map<HostedTool, ToolFee> allFees = new EnumMap<>(HostedTool.class);
    allFees.putAll(toolFees);
    allFees.putAll(other.toolFees);
    List<LaterModifiers> changes =
        (other.later.isEmpty() ? later : other.later)
            .stream()
                .map(
                    change ->
                        other.later.isEmpty()
                            ? new LaterModifiers(change.from, change.modifiers.merge(other))
                            : new LaterModifiers(
                                change.from, flat().merge(other.flat()).merge(change.modifiers)))
                .toList();
    return new PriceModifiers(allTiers, allGeographies, allFees, changes);
  }

  /** Returns whether nothing is modified. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  private static Map<String, Integer> named(Map<String, Integer> multipliers) {
    Map<String, Integer> named = new HashMap<>();
    multipliers.forEach((name, permille) -> named.put(plain(name), permille));
    return Map.copyOf(named);
  }

  /** JSON writes {@code on_demand} where files write {@code on-demand}. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private PriceModifiers flat() {
    return later.isEmpty() ? this : new PriceModifiers(tiers, geographies, toolFees, List.of());
  }
}

package dev.compresh.dialect;

import java.util.List;
import java.util.Objects;

/**
 * Holds what a provider reports beyond tokens of the model that was asked: all of it may have a
 * price.
 *
 * @param tools calls of tools that ran at the provider
 * @param serviceTier the tier that served the request, in the provider's word, "" where not
 *     reported
 * @param inferenceGeo where it was served, likewise
 * @param speed the speed that served it (Anthropic's {@code fast}), likewise
 * @param reportedCost what the provider says it charges, in micro-USD, -1 where it says nothing
 * @param cacheWrite30m input tokens written to the prompt cache for 30 minutes
 * @param cacheWrite12h input tokens written to it for twelve hours
 * @param otherModels what other models used to answer the same request (an advisor, a fallback);
 *     not a part of the usage that holds these extras
 */
public record UsageExtras(
    ServerToolCalls tools,
    String serviceTier,
    String inferenceGeo,
    String speed,
    long reportedCost,
    long cacheWrite30m,
    long cacheWrite12h,
    List<ModelUsage> otherModels) {

  /** {@link #reportedCost} where the provider reports none. */
  public static final long UNKNOWN_COST = -1;

  /** Nothing beyond tokens. */
  public static final UsageExtras NONE =
      new UsageExtras(ServerToolCalls.NONE, "", "", "", UNKNOWN_COST, 0, 0, List.of());

  /**
   * Tokens that another model than the one asked for used.
   *
   * @param model its name, as the provider has it
   * @param usage its tokens; has no extras of its own
   */
  public record ModelUsage(String model, Usage usage) {}

  public UsageExtras {
    tools = Objects.requireNonNullElse(tools, ServerToolCalls.NONE);
    otherModels = List.copyOf(otherModels);
  }

  /** The same with these calls of tools. */
  public UsageExtras withTools(ServerToolCalls calls) {
    return new UsageExtras(
        calls,
        serviceTier,
        inferenceGeo,
        speed,
        reportedCost,
        cacheWrite30m,
        cacheWrite12h,
        otherModels);
  }

  /** The same with a cost that the provider reports, in micro-USD. */
  public UsageExtras withReportedCost(long micros) {
    return new UsageExtras(
        tools, serviceTier, inferenceGeo, speed, micros, cacheWrite30m, cacheWrite12h, otherModels);
  }

  /** The same with a service tier, a geography and a speed; "" where one is not reported. */
  public UsageExtras withService(String tier, String geo, String servedSpeed) {
    return new UsageExtras(
        tools, tier, geo, servedSpeed, reportedCost, cacheWrite30m, cacheWrite12h, otherModels);
  }

  /** The same with cache writes of other lives than five minutes and an hour. */
  public UsageExtras withCacheWrites(long halfHour, long halfDay) {
    return new UsageExtras(
        tools, serviceTier, inferenceGeo, speed, reportedCost, halfHour, halfDay, otherModels);
  }

  /** The same with what other models used. */
  public UsageExtras withOtherModels(List<ModelUsage> others) {
    return new UsageExtras(
        tools,
        serviceTier,
        inferenceGeo,
        speed,
        reportedCost,
        cacheWrite30m,
        cacheWrite12h,
        others);
  }
}

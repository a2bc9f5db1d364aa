package dev.compresh.proxy;

import dev.compresh.config.PriceConfig;
import dev.compresh.dialect.ServerToolCalls;
import dev.compresh.dialect.Usage;
import dev.compresh.dialect.UsageExtras;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.Provider;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.HostedTool;
import dev.compresh.provider.catalogue.ModelPrice;
import dev.compresh.provider.catalogue.PriceModifiers;
import dev.compresh.provider.catalogue.WrittenPrice;
import dev.compresh.usage.InputRates;
import dev.compresh.usage.PriceSurcharge;
import dev.compresh.usage.TokenPrice;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the price of requests: the catalogue's prices, nothing at local providers. A model
 * without a price costs what the provider says of itself, else the fallback price, else nothing.
 */
final class PriceLookup {
  /** What a provider reports of its costs may be so many times what its tokens come to. */
  private static final long BELIEVABLE = 4;

  /** The most that is believed where nothing is known to compare it with: 100 USD. */
  private static final long MOST_REPORTED = 100_000_000;

  /** Calls of one tool in one request that are believed. */
  private static final long MOST_CALLS = 1_000;

  /** Three multipliers in thousandths. */
  private static final long WHOLE = 1_000_000_000;

  /** All multipliers together raise a price at most so many times. */
  private static final long MOST_TIMES = 50;

  private final Supplier<Catalogue> catalogue;
  private final @Nullable ModelPrice fallback;
  private final UnpricedModels unpriced;

  /**
   * @param fallback what models without a price cost; null for nothing
   */
  PriceLookup(
      Supplier<Catalogue> catalogue, @Nullable PriceConfig fallback, UnpricedModels unpriced) {
    this.catalogue = catalogue;
    this.fallback = fallback == null ? null : WrittenPrice.render(fallback);
    this.unpriced = unpriced;
  }

  /** Returns whether it is known what the candidate costs, be it nothing. */
  boolean isPriced(Candidate candidate) {
    return candidate.provider().free() || listed(candidate).isPresent();
  }

  /** Returns whether a request costs nothing, as far as is known before it is sent. */
  boolean isFree(Candidate candidate) {
    return candidate.provider().free()
        || listed(candidate).map(ModelPrice::free).orElse(fallback == null || fallback.free());
  }

  /**
   * The highest price that a request may have, to hold money for it; empty where it costs nothing
   * or its price is not known.
   *
   * @param promptTokens of the whole prompt, cached ones included
   * @param asked what it asks for: tier, geography, calls of tools at most; writes for twelve hours
   *     where there are any
   * @param time when the request came in
   */
  Optional<TokenPrice> held(
      Candidate candidate, long promptTokens, UsageExtras asked, Instant time) {
    ModelPrice model = candidate.provider().free() ? null : priced(candidate);
    if (model == null) {
      return Optional.empty();
    }
    ModelPrice now = model.forDate(time).forPromptLength(promptTokens);
    PriceModifiers modifiers = now.modifiers().forDate(time);
    // A provider may serve a cheap tier's request at the full price, never the other way round.
    long times = Math.max(WHOLE, times(modifiers, asked, candidate.provider()));
    ModelPrice dearest = asked.cacheWrite12h() > 0 ? now.writtenForHalfADay() : now;
    TokenPrice tokenPrice =
        scaled(price(dearest), times).withModifiers(fees(modifiers, asked.tools(), 0));
    return Optional.of(tokenPrice).filter(p -> !p.free());
  }

  /**
   * Returns what a request has cost by what the provider reported of it; empty where it costs
   * nothing or its price is not known.
   *
   * @param time when the request came in
   */
  Optional<TokenPrice> charged(Candidate candidate, Usage usage, Instant time) {
    Provider provider = candidate.provider();
    if (provider.free()) {
      return Optional.empty();
    }
    boolean known = isPriced(candidate);
    if (!known) {
      unpriced.note(provider.name(), candidate.model());
    }
    long reported = usage.extras().reportedCost();
    ModelPrice model = priced(candidate);
    if (model == null) {
      return reported > 0
          ? Optional.of(reported(Math.min(reported, MOST_REPORTED)))
          : Optional.empty();
    }
    TokenPrice tokenPrice = charged(candidate, model, usage, time);
    // Only where costs are always reported does a cost of nothing say anything.
    if (reportsCosts(provider) ? reported >= 0 : !known && reported > 0) {
      long computed = tokenPrice.cost(usage);
      if (reported <= computed * BELIEVABLE) {
        return Optional.of(tokenPrice.withModifiers(new PriceSurcharge(0, 0, reported)))
            .filter(p -> !p.free() || reported > 0);
      }
    }
    return Optional.of(tokenPrice).filter(p -> !p.free());
  }

  private TokenPrice charged(Candidate candidate, ModelPrice model, Usage usage, Instant time) {
    UsageExtras extras = usage.extras();
    ModelPrice now = model.forDate(time).forPromptLength(usage.prompt());
    PriceModifiers modifiers = now.modifiers().forDate(time);
    long times = times(modifiers, extras, candidate.provider());
    long others = 0;
    for (UsageExtras.ModelUsage other : extras.otherModels()) {
      // Its own price where that is known; a model that nobody knows is not free.
      ModelPrice own =
          catalogue
              .get()
              .price(candidate.provider().name(), other.model())
              .orElse(model)
              .forDate(time)
              .forPromptLength(other.usage().prompt());
      others +=
          scaled(price(own), times(own.modifiers().forDate(time), extras, candidate.provider()))
              .cost(other.usage());
    }
    return scaled(price(now), times).withModifiers(fees(modifiers, extras.tools(), others));
  }

  private Optional<ModelPrice> listed(Candidate candidate) {
    return catalogue.get().price(candidate.provider().name(), candidate.model());
  }

  private @Nullable ModelPrice priced(Candidate candidate) {
    return listed(candidate).orElse(fallback);
  }

  private static TokenPrice reported(long micros) {
    return TokenPrice.of(InputRates.perMillion(0, 0, 0, 0), 0)
        .withModifiers(new PriceSurcharge(0, 0, micros));
  }

  /** OpenRouter's answers say what each request cost; its prices depend on who served it. */
  private static boolean reportsCosts(Provider provider) {
    String host = provider.origin().host();
    return host.equals("openrouter.ai") || host.endsWith(".openrouter.ai");
  }

  private static long times(PriceModifiers modifiers, UsageExtras extras, Provider provider) {
    if (modifiers.isEmpty()) {
      return WHOLE;
    }
    String host = provider.origin().host();
    boolean regional = host.endsWith(".api.openai.com") || host.endsWith(".api.x.ai");
    long place =
        Math.max(
            modifiers.geography(extras.inferenceGeo()),
            regional ? modifiers.geography(PriceModifiers.REGIONAL) : 0);
    long times = modifiers.tier(extras.serviceTier()) * (long) modifiers.tier(extras.speed());
    return Math.min(times * place, MOST_TIMES * WHOLE);
  }

  private static TokenPrice scaled(TokenPrice tokenPrice, long times) {
    long divisor =
        java.math.BigInteger.valueOf(times).gcd(java.math.BigInteger.valueOf(WHOLE)).longValue();
    return divisor == 0
        ? tokenPrice.times(0, 1)
        : tokenPrice.times(times / divisor, WHOLE / divisor);
  }

  private static PriceSurcharge fees(PriceModifiers modifiers, ServerToolCalls calls, long others) {
    if (calls.isEmpty() || modifiers.toolFees().isEmpty()) {
      return others == 0
          ? PriceSurcharge.NONE
          : new PriceSurcharge(0, others, PriceSurcharge.NOT_REPORTED);
    }
    long fees =
        fee(modifiers, HostedTool.WEB_SEARCH, calls.webSearch())
            + fee(modifiers, HostedTool.WEB_FETCH, calls.webFetch())
            + fee(modifiers, HostedTool.CODE_EXECUTION, calls.codeExecution())
            + fee(modifiers, HostedTool.FILE_SEARCH, calls.fileSearch())
            + fee(modifiers, HostedTool.X_SEARCH, calls.xSearch())
            + fee(modifiers, HostedTool.IMAGE_GENERATION, calls.imageGeneration())
            + fee(modifiers, HostedTool.OTHER, calls.other());
    return new PriceSurcharge(fees, others, PriceSurcharge.NOT_REPORTED);
  }

  private static long fee(PriceModifiers modifiers, HostedTool tool, long calls) {
    return modifiers.fee(tool).thousandths(Math.clamp(calls, 0, MOST_CALLS));
  }

  /**
   * Uses seconds or characters as tokens where audio is charged by them, as {@link AudioPricing}
   * says.
   */
  private static TokenPrice price(ModelPrice price) {
    long unit = AudioPricing.unit(price);
    return new TokenPrice(
        unit > 0
            ? InputRates.perMillion(unit, unit, unit, unit)
            : InputRates.perMillion(
                price.input(),
                price.cacheRead(),
                price.cacheWrite(),
                price.cacheWriteLong(),
                price.cacheWriteHalfDay()),
        price.output(),
        price.reasoning(),
        unit > 0 ? unit : price.audioInput(),
        price.audioOutput());
  }
}

package dev.compresh.proxy;

import dev.compresh.budget.OrgBilling;
import dev.compresh.compression.Layer;
import dev.compresh.dialect.Usage;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.session.PromptCacheTracker;
import dev.compresh.session.PromptCacheTracker.PromptMatch;
import dev.compresh.session.SentPrompt;
import dev.compresh.session.SessionKey;
import dev.compresh.usage.CounterfactualUsage;
import dev.compresh.usage.InputAccounting;
import dev.compresh.usage.InputRates;
import dev.compresh.usage.RequestDetail.ChargedPrices;
import dev.compresh.usage.TokenPrice;
import dev.compresh.usage.UsageEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calculates what a request cost compared with what it would have cost uncompressed. */
final class SavingsCalculator {
  private static final String EVICTION = Layer.EVICTION.label();

  private static final Duration LONG_LIFE = Duration.ofHours(1);

  private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0);

  private final PromptCacheTracker sent;
  private final Supplier<Catalogue> catalogue;
  private final PriceLookup priceLookup;
  private final Metrics metrics;

  SavingsCalculator(
      PromptCacheTracker sent,
      Supplier<Catalogue> catalogue,
      PriceLookup priceLookup,
      Metrics metrics) {
    this.sent = sent;
    this.catalogue = catalogue;
    this.priceLookup = priceLookup;
    this.metrics = metrics;
  }

  /** The conversation's request before, to be asked for when the request goes out. */
  @Nullable PromptMatch findEarlier(SessionKey session, CompressedPrompt compressedPrompt) {
    return compressedPrompt.trail() == null ? null : sent.match(session, compressedPrompt.trail());
  }

  /** The cost and saving of a request. */
  record CalculatedCost(
      InputAccounting accounting, UsageEvent.EventBill bill, @Nullable TokenPrice price) {
    /** The prices as they are kept with the event; null where they are not known. */
    @Nullable ChargedPrices prices() {
      if (price == null) {
        return null;
      }
      InputRates input = price.input();
      return new ChargedPrices(
          input.fresh(), input.read(), input.write5m(), input.write1h(), price.output());
    }
  }

  /** Accounts for a request that is over, and remembers it for the next one. */
  CalculatedCost settle(
      SessionKey session,
      RoutingDecision routingDecision,
      CompressedPrompt compressedPrompt,
      @Nullable PromptMatch promptMatch,
      Instant time,
      AnswerDelivery answerDelivery,
      OrgBilling billing) {
    boolean bust = promptMatch != null && promptMatch.bust();
    if (routingDecision.endpoint().free() || !FigureCheck.isCharged(answerDelivery)) {
      return new CalculatedCost(
          InputAccounting.of(NOTHING, NOTHING, null, false, routingDecision.heldOut()),
          UsageEvent.EventBill.NONE,
          null);
    }
    CounterfactualUsage.EarlierRequest earlierRequest =
        promptMatch == null ? null : findEarlier(promptMatch, time);
    Usage told = answerDelivery.usage();
    Usage paid =
        told != null
            ? told
            : AudioPricing.convert(
                routingDecision.endpoint(),
                CounterfactualUsage.assumed(
                    compressedPrompt.forwarded(),
                    answerDelivery.estimatedOutput(),
                    earlierRequest));
    Usage uncompressed =
        new CounterfactualUsage(paid, compressedPrompt.saved(), earlierRequest).uncompressed();
    Candidate served = routingDecision.candidates().getFirst();
    TokenPrice tokenPrice = priceLookup.charged(served, paid, time).orElse(null);
    TokenPrice shown =
        served.provider().isClientPaid() ? listPrice(served, paid, time) : tokenPrice;
    InputRates inputRates = tokenPrice == null ? null : tokenPrice.input();
    InputAccounting inputAccounting =
        InputAccounting.of(
            uncompressed,
            paid,
            inputRates,
            bust,
            routingDecision.heldOut(),
            compressedPrompt
                .marks()
                .count(routingDecision.candidates().getFirst(), routingDecision.endpoint()));
    // The trail is the first candidate's: another provider's cache doesn't hold it.
    if (compressedPrompt.trail() != null && answerDelivery.candidate() == 0) {
      // What the provider ran the model for in between is no part of the conversation's prefix.
      boolean again = answerDelivery.reading().isRunAgain();
      long whole = again ? compressedPrompt.original() : Long.MAX_VALUE;
      long forwarded = again ? compressedPrompt.forwarded() : Long.MAX_VALUE;
      sent.keep(
          session,
          new SentPrompt(
              compressedPrompt.trail(),
              time,
              Math.min(whole, uncompressed.prompt()),
              Math.max(0, Math.min(forwarded, paid.prompt()) - compressedPrompt.passing()),
              compressedPrompt.saved() > 0,
              misses(
                  promptMatch,
                  earlierRequest,
                  told,
                  !routingDecision.endpoint().isCacheAutomatic()),
              life(routingDecision, paid, promptMatch)));
      metrics.saving(
          inputAccounting.netUnits(), inputAccounting.priced() ? inputAccounting.netMicros() : 0);
    }
    if (bust) {
      metrics.bust(routingDecision.provider().name());
      if (compressedPrompt.savedByLayer().containsKey(EVICTION)) {
        metrics.eviction(routingDecision.provider().name());
      }
    }
    return new CalculatedCost(
        inputAccounting,
        bill(tokenPrice, paid, compressedPrompt, billing, priceLookup.isPriced(served)),
        shown);
  }

  /** Returns what the vendor's price list says of a request that the client itself pays for. */
  private @Nullable TokenPrice listPrice(Candidate served, Usage paid, Instant time) {
    Candidate listed =
        new Candidate(
            served.provider().atListPrice(), served.model(), served.order(), served.weight());
    return priceLookup.charged(listed, paid, time).orElse(null);
  }

  private static UsageEvent.EventBill bill(
      @Nullable TokenPrice tokenPrice,
      Usage paid,
      CompressedPrompt compressedPrompt,
      OrgBilling billing,
      boolean isPriced) {
    if (tokenPrice == null) {
      return new UsageEvent.EventBill(0, 0, !isPriced);
    }
    long cost = tokenPrice.cost(paid);
    return new UsageEvent.EventBill(
        cost, billing.charge(cost, compressedPrompt.saved(), tokenPrice.freshInput()), !isPriced);
  }

  /**
   * Requests in a row whose prefix the provider should have read from its cache. One that neither
   * read nor wrote counts twice, where writes are reported: nothing is there for the next one
   * either. Caches that work by themselves tell of none, and hold what they missed from then on.
   */
  private static int misses(
      @Nullable PromptMatch promptMatch,
      CounterfactualUsage.@Nullable EarlierRequest earlierRequest,
      @Nullable Usage told,
      boolean tellsWrites) {
    int last = promptMatch == null ? -1 : promptMatch.before().misses();
    if (told == null || told.cacheRead() > 0) {
      return told == null ? last : 0;
    }
    boolean wrote = told.cacheWrites() > 0;
    if (earlierRequest == null || last < 0) {
      return wrote ? 0 : last;
    }
    boolean due =
        earlierRequest.warm()
            && !earlierRequest.bust()
            && earlierRequest.stable() >= CounterfactualUsage.LEAST
            && told.prompt() >= earlierRequest.stable() / 2;
    return earlierRequest.bust() ? 0 : due ? last + (wrote || !tellsWrites ? 1 : 2) : last;
  }

  private static CounterfactualUsage.EarlierRequest findEarlier(
      PromptMatch promptMatch, Instant time) {
    SentPrompt last = promptMatch.before();
    boolean warm = Duration.between(last.time(), time).compareTo(last.cacheLife()) < 0;
    return new CounterfactualUsage.EarlierRequest(
        promptMatch.sharedTokens(), last.stable(), last.changed(), warm, promptMatch.bust());
  }

  /**
   * Decides by what the provider reported of its cache; a model that always caches needs no sign.
   */
  private Duration life(
      RoutingDecision routingDecision, Usage paid, @Nullable PromptMatch promptMatch) {
    Duration last = promptMatch == null ? Duration.ZERO : promptMatch.before().cacheLife();
    if (paid.cacheWrite1h() > 0 || last.equals(LONG_LIFE)) {
      return LONG_LIFE;
    }
    boolean automatic =
        routingDecision.endpoint().isCacheAutomatic()
            && catalogue.get().cached(routingDecision.upstream());
    boolean seen = paid.cacheRead() > 0 || paid.cacheWrites() > 0;
    return automatic || seen ? routingDecision.cacheLife() : last;
  }
}

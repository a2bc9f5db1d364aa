package dev.compresh.pipeline;

import dev.compresh.budget.OrgBilling;
import dev.compresh.compress.Layer;
import dev.compresh.observe.Metrics;
import dev.compresh.pipeline.CompressStage.Compressed;
import dev.compresh.pipeline.ModelStage.Choice;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.session.SentPrompt;
import dev.compresh.session.SentPrompts;
import dev.compresh.session.SentPrompts.Match;
import dev.compresh.session.SessionKey;
import dev.compresh.usage.Accounting;
import dev.compresh.usage.Counterfactual;
import dev.compresh.usage.Price;
import dev.compresh.usage.Rates;
import dev.compresh.usage.RequestDetail.ChargedPrices;
import dev.compresh.usage.UsageEvent;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reckons what a request cost beside what it would have cost uncompressed. */
final class Accountant {
  private static final String ANCHOR = Layer.ANCHOR.name().toLowerCase(Locale.ROOT);

  private static final Duration LONG_LIFE = Duration.ofHours(1);

  private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0);

  private final SentPrompts sent;
  private final Supplier<Catalogue> catalogue;
  private final Prices prices;
  private final Metrics metrics;

  Accountant(SentPrompts sent, Supplier<Catalogue> catalogue, Prices prices, Metrics metrics) {
    this.sent = sent;
    this.catalogue = catalogue;
    this.prices = prices;
    this.metrics = metrics;
  }

  /** The conversation's request before, to be asked for when the request goes out. */
  @Nullable Match before(SessionKey session, Compressed compressed) {
    return compressed.trail() == null ? null : sent.match(session, compressed.trail());
  }

  /** What a request came to. */
  record Reckoned(Accounting accounting, UsageEvent.Bill bill, @Nullable Price price) {
    /** The prices as they are kept with the event; null where they are not known. */
    @Nullable ChargedPrices prices() {
      if (price == null) {
        return null;
      }
      Rates input = price.input();
      return new ChargedPrices(
          input.fresh(), input.read(), input.write5m(), input.write1h(), price.output());
    }
  }

  /** Accounts for a request that is over, and remembers it for the next one. */
  Reckoned settle(
      SessionKey session,
      Choice choice,
      Compressed compressed,
      @Nullable Match match,
      Instant time,
      Delivery delivery,
      OrgBilling billing) {
    boolean bust = match != null && match.bust();
    if (choice.endpoint().free() || !FigureCheck.isCharged(delivery)) {
      return new Reckoned(
          Accounting.of(NOTHING, NOTHING, null, false, choice.heldOut()),
          UsageEvent.Bill.NONE,
          null);
    }
    Counterfactual.Before before = match == null ? null : before(match, time);
    Usage told = delivery.usage();
    Usage paid =
        told != null
            ? told
            : Sound.of(
                choice.endpoint(),
                Counterfactual.assumed(compressed.forwarded(), delivery.estimatedOutput(), before));
    Usage uncompressed = new Counterfactual(paid, compressed.saved(), before).uncompressed();
    Candidate served = choice.candidates().getFirst();
    Price price = prices.charged(served, paid, time).orElse(null);
    Rates rates = price == null ? null : price.input();
    Accounting accounting =
        Accounting.of(
            uncompressed,
            paid,
            rates,
            bust,
            choice.heldOut(),
            compressed.marks().count(choice.candidates().getFirst(), choice.endpoint()));
    // The trail is the first candidate's: another provider's cache doesn't hold it.
    if (compressed.trail() != null && delivery.candidate() == 0) {
      // What the provider ran the model for in between is no part of the conversation's prefix.
      boolean again = delivery.reading().isRunAgain();
      long whole = again ? compressed.original() : Long.MAX_VALUE;
      long forwarded = again ? compressed.forwarded() : Long.MAX_VALUE;
      sent.keep(
          session,
          new SentPrompt(
              compressed.trail(),
              time,
              Math.min(whole, uncompressed.prompt()),
              Math.max(0, Math.min(forwarded, paid.prompt()) - compressed.passing()),
              compressed.saved() > 0,
              misses(match, before, told, choice.endpoint().dialect() == Dialect.MESSAGES),
              life(choice, paid, match)));
      metrics.saving(accounting.netUnits(), accounting.priced() ? accounting.netMicros() : 0);
    }
    if (bust) {
      metrics.bust(choice.provider().name());
      if (compressed.savedByLayer().containsKey(ANCHOR)) {
        metrics.reanchoring(choice.provider().name());
      }
    }
    return new Reckoned(
        accounting, bill(price, paid, compressed, billing, prices.isPriced(served)), price);
  }

  private static UsageEvent.Bill bill(
      @Nullable Price price,
      Usage paid,
      Compressed compressed,
      OrgBilling billing,
      boolean isPriced) {
    if (price == null) {
      return new UsageEvent.Bill(0, 0, !isPriced);
    }
    long cost = price.cost(paid);
    return new UsageEvent.Bill(
        cost, billing.charge(cost, compressed.saved(), price.freshInput()), !isPriced);
  }

  /**
   * Requests in a row whose prefix the provider should have read from its cache. One that neither
   * read nor wrote counts twice, where writes are told of: nothing is there for the next one
   * either. Caches that work by themselves tell of none, and hold what they missed from then on.
   */
  private static int misses(
      @Nullable Match match,
      Counterfactual.@Nullable Before before,
      @Nullable Usage told,
      boolean tellsWrites) {
    int last = match == null ? -1 : match.before().misses();
    if (told == null || told.cacheRead() > 0) {
      return told == null ? last : 0;
    }
    boolean wrote = told.cacheWrites() > 0;
    if (before == null || last < 0) {
      return wrote ? 0 : last;
    }
    boolean due =
        before.warm()
            && !before.bust()
            && before.stable() >= Counterfactual.LEAST
            && told.prompt() >= before.stable() / 2;
    return before.bust() ? 0 : due ? last + (wrote || !tellsWrites ? 1 : 2) : last;
  }

  private static Counterfactual.Before before(Match match, Instant time) {
    SentPrompt last = match.before();
    boolean warm = Duration.between(last.time(), time).compareTo(last.cacheLife()) < 0;
    return new Counterfactual.Before(
        match.sharedTokens(), last.stable(), last.changed(), warm, match.bust());
  }

  /** What the provider reported of its cache tells; a model that always caches needs no sign. */
  private Duration life(Choice choice, Usage paid, @Nullable Match match) {
    Duration last = match == null ? Duration.ZERO : match.before().cacheLife();
    if (paid.cacheWrite1h() > 0 || last.equals(LONG_LIFE)) {
      return LONG_LIFE;
    }
    boolean automatic =
        choice.endpoint().dialect() != Dialect.MESSAGES
            && catalogue.get().cached(choice.upstream());
    boolean seen = paid.cacheRead() > 0 || paid.cacheWrites() > 0;
    return automatic || seen ? choice.cacheLife() : last;
  }
}

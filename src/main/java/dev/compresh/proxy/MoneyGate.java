package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.budget.Payer;
import dev.compresh.dialect.Usage;
import dev.compresh.observe.Metrics;
import dev.compresh.provider.Candidate;
import dev.compresh.provider.Provider;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.proxy.passthrough.PassThroughGate;
import dev.compresh.usage.TokenPrice;
import dev.compresh.usage.UsageEvent;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells requests that are passed on what holds for money and models. */
final class MoneyGate implements PassThroughGate {
  /** Vendors charge half for what they may answer later. */
  private static final long BATCH_PART = 2;

  private final UnheldMoney money;
  private final PriceLookup prices;
  private final Supplier<Catalogue> catalogue;
  private final BooleanSupplier severalOrganizations;
  private final FigureCheck check;

  MoneyGate(
      UnheldMoney money,
      PriceLookup prices,
      Supplier<Catalogue> catalogue,
      BooleanSupplier severalOrganizations,
      Metrics metrics) {
    this.money = money;
    this.prices = prices;
    this.catalogue = catalogue;
    this.severalOrganizations = severalOrganizations;
    this.check = new FigureCheck(metrics);
  }

  @Override
  public @Nullable ApiError refuse(ApiKey key, boolean costs) {
    return money.refuse(key, costs);
  }

  @Override
  public boolean allowsModel(ApiKey key, @Nullable String model) {
    boolean limited = !key.models().isEmpty() || !key.orgModels().isEmpty();
    return !limited
        || (model != null
            && AllowedModels.allows(key, model, catalogue.get().find(model).orElse(null)));
  }

  @Override
  public boolean hasSeveralOrganizations() {
    return severalOrganizations.getAsBoolean();
  }

  @Override
  public UsageEvent.EventBill billBatch(
      ApiKey key, Provider provider, String model, Usage usage, Instant time) {
    Candidate candidate = Candidate.of(provider, model);
    TokenPrice price = prices.charged(candidate, usage, time).orElse(null);
    boolean unpriced = !prices.isPriced(candidate);
    if (price == null) {
      return new UsageEvent.EventBill(0, 0, unpriced);
    }
    long cost = Math.ceilDiv(price.cost(usage), BATCH_PART);
    return new UsageEvent.EventBill(
        cost,
        money.charge(new Payer(key.orgId(), key.userId(), key.id()), cost, price.freshInput()),
        unpriced);
  }

  @Override
  public PricedResponse priceResponse(
      Provider provider, String model, AnswerDelivery delivery, long forwarded, Instant time) {
    AnswerDelivery checked =
        check.check(
            delivery,
            FigureBounds.ofModel(model, forwarded, catalogue.get()),
            model,
            provider.name());
    Usage told = checked.usage();
    Usage usage = told != null ? told : new Usage(forwarded, 0, 0, 0, checked.estimatedOutput(), 0);
    Candidate candidate = Candidate.of(provider, model);
    boolean isUnpriced = !prices.isPriced(candidate);
    return prices
        .charged(candidate, usage, time)
        .map(p -> new PricedResponse(usage, p.cost(usage), p.freshInput(), isUnpriced))
        .orElse(new PricedResponse(usage, 0, 0, isUnpriced));
  }

  @Override
  public long charge(UsageEvent.EventCaller caller, long cost, long freshInput) {
    return money.charge(
        new Payer(caller.orgId(), caller.userId(), caller.keyId()), cost, freshInput);
  }
}

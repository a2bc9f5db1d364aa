package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.dialect.Usage;
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

  MoneyGate(
      UnheldMoney money,
      PriceLookup prices,
      Supplier<Catalogue> catalogue,
      BooleanSupplier severalOrganizations) {
    this.money = money;
    this.prices = prices;
    this.catalogue = catalogue;
    this.severalOrganizations = severalOrganizations;
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
    return new UsageEvent.EventBill(cost, money.charge(key, cost, price.freshInput()), unpriced);
  }
}

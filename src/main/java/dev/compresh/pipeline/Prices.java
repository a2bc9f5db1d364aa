package dev.compresh.pipeline;

import dev.compresh.provider.Candidate;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.ModelPrice;
import dev.compresh.usage.Price;
import dev.compresh.usage.Rates;
import java.util.Optional;
import java.util.function.Supplier;

/** What requests cost: the catalogue's prices, nothing at local providers. */
final class Prices {
  private final Supplier<Catalogue> catalogue;

  Prices(Supplier<Catalogue> catalogue) {
    this.catalogue = catalogue;
  }

  /**
   * The price of a prompt of so many tokens, cached ones included; empty where it costs nothing or
   * its price is not known.
   */
  Optional<Price> of(Candidate candidate, long promptTokens) {
    return candidate.provider().free()
        ? Optional.empty()
        : catalogue
            .get()
            .price(candidate.provider().name(), candidate.model())
            .map(price -> price(price.at(promptTokens)))
            .filter(price -> !price.free());
  }

  /** What is charged by sound has seconds or characters for its tokens, as {@link Sound} says. */
  private static Price price(ModelPrice price) {
    long unit = Sound.unit(price);
    return new Price(
        unit > 0
            ? Rates.perMillion(unit, unit, unit, unit)
            : Rates.perMillion(
                price.input(), price.cacheRead(), price.cacheWrite(), price.cacheWriteLong()),
        price.output(),
        price.reasoning(),
        unit > 0 ? unit : price.audioInput(),
        price.audioOutput());
  }
}

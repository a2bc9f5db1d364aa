package dev.compresh.app;

import dev.compresh.config.MoneyConfig;
import dev.compresh.provider.Provider;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.CatalogueEntry;
import dev.compresh.provider.catalogue.ModelRoute;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists in one line which models have no price. */
public final class UnpricedText {
  private static final int SHOWN = 3;

  private UnpricedText() {}

  /** Models that the operator names for providers that cost something; empty where all is well. */
  public static SortedSet<String> named(Catalogue catalogue, Collection<Provider> providers) {
    SortedSet<String> names = new TreeSet<>();
    Map<String, Provider> paid =
        providers.stream()
            .filter(p -> !p.free() && !p.kind().isSimulated())
            .collect(Collectors.toMap(Provider::name, Function.identity(), (a, _) -> a));
    for (Provider provider : paid.values()) {
      for (String model : provider.models()) {
        add(names, catalogue, provider.name(), model);
      }
    }
    for (CatalogueEntry entry : catalogue.entries()) {
      for (ModelRoute route : entry.routes()) {
        if (paid.containsKey(route.provider())) {
          add(names, catalogue, route.provider(), route.model());
        }
      }
    }
    return names;
  }

  /** Those of {@code names}, as {@code provider/model}, that still have no price. */
  public static List<String> still(Catalogue catalogue, Collection<String> names) {
    return names.stream()
        .filter(
            name -> {
              int slash = name.indexOf('/');
              return catalogue.price(name.substring(0, slash), name.substring(slash + 1)).isEmpty();
            })
        .toList();
  }

  private static void add(
      SortedSet<String> names, Catalogue catalogue, String provider, String model) {
    if (catalogue.price(provider, model).isEmpty()) {
      names.add(provider + "/" + model);
    }
  }

  /** The line; empty where there are none. */
  public static Optional<String> line(Collection<String> names, MoneyConfig money) {
    if (names.isEmpty()) {
      return Optional.empty();
    }
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    int more = names.size() - SHOWN;
    String rule =
        switch (money.unpriced()) {
          case REFUSE -> "refused in prepaid organisations, free in others";
          case FALLBACK -> "charged at money.fallback-price";
          case FREE -> "free";
        };
    return Optional.of(
        (names.size() == 1 ? "1 model has" : names.size() + " models have")
            + " no price and "
            + (names.size() == 1 ? "is " : "are ")
            + rule
            + ": "
            + first
            + (more > 0 ? " and " + more + " more" : "")
            + ". Set prices with 'compresh model set' or refresh the catalogue.");
  }
}

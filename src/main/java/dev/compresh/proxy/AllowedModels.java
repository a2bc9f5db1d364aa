package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.provider.catalogue.Catalogue;
import dev.compresh.provider.catalogue.CatalogueEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks which models a key may use: those that are in its list and in its organisation's, where
 * they have one. A list names a model by its id or by an alias: both are one.
 */
final class AllowedModels {
  /** No model goes by that name: where a key and its organisation have none in common. */
  private static final List<String> NONE = List.of("-");

  private AllowedModels() {}

  /**
   * Returns whether {@code key} may use the model that clients call {@code name}.
   *
   * @param entry what the catalogue says of it, null where it has none
   */
  static boolean allows(ApiKey key, String name, @Nullable CatalogueEntry entry) {
    return lists(key.models(), name, entry) && lists(key.orgModels(), name, entry);
  }

  private static boolean lists(List<String> list, String name, @Nullable CatalogueEntry entry) {
    return list.isEmpty()
        || list.contains(name)
        || (entry != null
            && (list.contains(entry.id()) || entry.aliases().stream().anyMatch(list::contains)));
  }

  /**
   * Returns the limits of {@code key}, by the names in its own list where it has one; empty for
   * nothing.
   */
  static List<String> list(ApiKey key, Catalogue catalogue) {
    if (key.models().isEmpty() || key.orgModels().isEmpty()) {
      return key.models().isEmpty() ? key.orgModels() : key.models();
    }
    List<String> both =
        key.models().stream()
            .filter(name -> allows(key, name, catalogue.find(name).orElse(null)))
            .toList();
    return both.isEmpty() ? NONE : both;
  }
}

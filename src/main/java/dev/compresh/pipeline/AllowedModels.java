package dev.compresh.pipeline;

import dev.compresh.account.ApiKey;
import dev.compresh.provider.catalogue.CatalogueEntry;
import org.jspecify.annotations.Nullable;

/** Which models a key may use. Its list names a model by its id or by an alias: both are one. */
final class AllowedModels {
  private AllowedModels() {}

  /**
   * Whether {@code key} may use the model that clients call {@code name}.
   *
   * @param entry what the catalogue says of it, null where it has none
   */
  static boolean allows(ApiKey key, String name, @Nullable CatalogueEntry entry) {
    if (key.models().isEmpty() || key.models().contains(name)) {
      return true;
    }
    return entry != null
        && (key.models().contains(entry.id())
            || entry.aliases().stream().anyMatch(key.models()::contains));
  }
}

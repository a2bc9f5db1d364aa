package dev.compresh.proxy.passthrough;

import dev.compresh.account.ApiKey;
import dev.compresh.provider.Provider;
import dev.compresh.proxy.ApiError;
import dev.compresh.session.held.HeldObject;
import dev.compresh.session.held.HeldObjects;
import dev.compresh.store.StoreException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the provider that holds what a request names, for the organisation that made it. An id of
 * another organisation is answered as one that nobody has made.
 */
final class ObjectOwnership {
  private final HeldObjects objects;

  ObjectOwnership(HeldObjects objects) {
    this.objects = objects;
  }

  /** The provider to ask, or the error to answer with. */
  sealed interface ProviderChoice {
    record ChosenProvider(Provider provider) implements ProviderChoice {}

    record NoProviderChosen(ApiError problem) implements ProviderChoice {}
  }

  /**
   * Chooses among {@code providers}, at least one. May block on the store.
   *
   * @param ids what the request names
   */
  ProviderChoice choose(ApiKey key, List<Provider> providers, Collection<String> ids) {
    try {
      HeldObject holder = null;
      for (String id : ids) {
        List<HeldObject> found = objects.find(id);
        HeldObject own =
            found.stream().filter(o -> o.orgId().equals(key.orgId())).findFirst().orElse(null);
        if (own == null && !found.isEmpty()) {
          return new ProviderChoice.NoProviderChosen(PassThroughErrors.unknownObject());
        }
        if (own != null) {
          objects.touch(id, own);
          holder = holder == null ? own : holder;
        }
      }
      return chosen(providers, holder);
    } catch (StoreException e) {
      return new ProviderChoice.NoProviderChosen(PassThroughErrors.storeDown());
    }
  }

  private static ProviderChoice chosen(List<Provider> providers, @Nullable HeldObject holder) {
    if (holder == null) {
      return new ProviderChoice.ChosenProvider(providers.getFirst());
    }
    return providers.stream()
        .filter(p -> p.account().equals(holder.account()))
        .findFirst()
        .<ProviderChoice>map(ProviderChoice.ChosenProvider::new)
        .orElseGet(() -> new ProviderChoice.NoProviderChosen(PassThroughErrors.providerGone()));
  }

  /** Returns whether {@code key}'s organisation is known to have made {@code id}. */
  boolean owns(ApiKey key, String id) {
    return objects.find(id).stream().anyMatch(o -> o.orgId().equals(key.orgId()));
  }

  /** Remembers what a provider has made for {@code key}. Never blocks. */
  void keep(ApiKey key, Provider provider, List<String> ids) {
    if (!ids.isEmpty()) {
      objects.keep(key.orgId(), key.id(), provider.account(), ids, 0);
    }
  }
}

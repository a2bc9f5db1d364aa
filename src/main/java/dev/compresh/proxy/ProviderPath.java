package dev.compresh.proxy;

import dev.compresh.dialect.ModelPath;
import dev.compresh.provider.OutgoingHeaders;
import dev.compresh.provider.Provider;
import dev.compresh.vendor.ProviderApi;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Builds the path and query that a provider is asked for. */
final class ProviderPath {
  private ProviderPath() {}

  /** Those of a request for {@code model}, with what the client asked for next to it. */
  static String build(RequestHead head, Provider provider, ProviderApi providerApi, String model) {
    Optional<ModelPath> modelPath = ModelPath.find(head.path());
    return modelPath.isEmpty()
        ? provider.path(providerApi, head.query())
        : provider.path(
            providerApi,
            modelPath.get().version(),
            modelPath.get().buildPath(model),
            withoutCredentials(head.query()));
  }

  /** Those of a request that goes out with the client's own credential. */
  static String keepCredentials(RequestHead head, Provider provider, ProviderApi providerApi) {
    String query = OutgoingHeaders.query(head.query());
    return ModelPath.find(head.path())
        .map(
            path -> provider.path(providerApi, path.version(), path.buildPath(path.model()), query))
        .orElseGet(() -> provider.path(providerApi, query));
  }

  private static @Nullable String withoutCredentials(@Nullable String query) {
    if (query == null) {
      return null;
    }
    StringJoiner kept = new StringJoiner("&");
    for (String parameter : query.split("&", -1)) {
      if (!parameter.startsWith("key=") && !parameter.startsWith("access_token=")) {
        kept.add(parameter);
      }
    }
    return kept.length() == 0 ? null : kept.toString();
  }
}

package dev.compresh.provider;

import dev.compresh.config.ProviderConfig;
import dev.compresh.config.Secret;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Providers for tests. */
final class ProviderFixtures {
  static final URI SIMULATOR = URI.create("http://127.0.0.1:7000");

  private ProviderFixtures() {}

  static Provider of(String name, String kind, String url) {
    return Provider.of(
        ProviderConfig.of(name, kind, url.isEmpty() ? null : URI.create(url), new Secret("sk-1")),
        SIMULATOR);
  }

  static Provider openai() {
    return of("openai", "openai", "");
  }

  static Provider anthropic() {
    return of("anthropic", "anthropic", "");
  }

  static Provider sim() {
    return of("sim", "simulated", "");
  }

  /** A provider that lists models and APIs of its own. */
  static Provider listing(String name, List<String> apis, List<String> models) {
    ProviderConfig base =
        ProviderConfig.of(name, "openai", URI.create("http://127.0.0.1:11434/v1"), null);
    return Provider.of(
        new ProviderConfig(
            base.name(),
            base.kind(),
            base.baseUrl(),
            base.key(),
            null,
            false,
            Map.of(),
            true,
            apis,
            models,
            base.timeLimits()),
        SIMULATOR);
  }
}

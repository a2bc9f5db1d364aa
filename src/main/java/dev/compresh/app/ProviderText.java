package dev.compresh.app;

import dev.compresh.config.Config;
import dev.compresh.config.ProviderConfig;
import dev.compresh.provider.Provider;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.ProviderRegistry;
import java.net.URI;
import java.util.List;

/** Providers as people read them: never with a key. */
public final class ProviderText {
  /** Represents the simulated provider's address, which is not known before it runs. */
  private static final URI INSIDE = URI.create("http://127.0.0.1");

  /** Appears in the line of one that fails. */
  public static final String FAILING = "; failures in a row: ";

  private ProviderText() {}

  public static List<String> describe(Config config) {
    return config.providers().stream().map(ProviderText::describe).toList();
  }

  /** Those that requests go to now, each with its health. */
  public static List<String> describe(
      ProviderRegistry providerRegistry, ProviderHealth providerHealth) {
    return providerRegistry.providers().stream()
        .map(p -> describe(p) + describe(providerHealth.state(p)))
        .toList();
  }

  private static String describe(Provider provider) {
    return provider.name()
        + ": "
        + (provider.kind().isSimulated()
            ? "simulated; no model is called"
            : provider.kind().name()
                + ", "
                + provider.origin()
                + (provider.key() == null ? ", without a key" : ""));
  }

  private static String describe(ProviderHealth.HealthState healthState) {
    if (healthState.failures() == 0) {
      return "";
    }
    String cooling =
        healthState.cooling().isZero() || healthState.cooling().isNegative()
            ? ""
            : ", cooling down for " + Math.ceilDiv(healthState.cooling().toMillis(), 1_000L) + " s";
    return FAILING + healthState.failures() + cooling;
  }

  private static String describe(ProviderConfig config) {
    if (config.isBuiltIn()) {
      return config.name() + ": simulated, inside this program; no model is called";
    }
    return config.name()
        + ": "
        + config.kind()
        + ", "
        + Provider.of(config, INSIDE).origin()
        + (config.key() == null ? ", without a key" : "");
  }
}

package dev.compresh.cli;

import dev.compresh.config.Config;
import dev.compresh.config.ProviderConfig;
import dev.compresh.provider.Provider;
import java.net.URI;
import java.util.List;

/** Providers as people read them: never with a key. */
final class ProviderText {
  /** Stands for the simulated provider's address, which is not known before it runs. */
  private static final URI INSIDE = URI.create("http://127.0.0.1");

  private ProviderText() {}

  static List<String> of(Config config) {
    return config.providers().stream().map(ProviderText::of).toList();
  }

  private static String of(ProviderConfig config) {
    if (config.kind().equals("simulated") && config.baseUrl() == null) {
      return config.name() + ": simulated, inside this program; no model is asked";
    }
    return config.name()
        + ": "
        + config.kind()
        + ", "
        + Provider.of(config, INSIDE).origin()
        + (config.key() == null ? ", without a key" : "");
  }
}

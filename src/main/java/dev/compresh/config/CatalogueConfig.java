package dev.compresh.config;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Configures how the model catalogue is kept up to date.
 *
 * @param refreshUrl a list of models in models.dev's or LiteLLM's form; null for none
 * @param refreshEvery how often it is fetched; null for never
 * @param isRefreshPrivate whether it may lie at a private address
 */
public record CatalogueConfig(
    @Nullable String refreshUrl, @Nullable Duration refreshEvery, boolean isRefreshPrivate) {

  private static final Duration LEAST = Duration.ofMinutes(5);

  static CatalogueConfig read(ConfigSection configSection) {
    String url = configSection.text("refresh-url");
    if (url != null && !isUrl(url)) {
      configSection.fault(
          "refresh-url", "is not a URL.", "Write it as https://models.dev/api.json.");
    }
    Duration every =
        configSection.text("refresh-every") == null
            ? null
            : configSection.duration("refresh-every", LEAST);
    if (every != null && every.compareTo(LEAST) < 0) {
      configSection.fault("refresh-every", "is too short.", "Write at least 5m; 24h is usual.");
    }
    if (every != null && url == null) {
      configSection.fault(
          "refresh-every", "needs 'refresh-url'.", "Set 'refresh-url' to the URL of the list.");
    }
    boolean isPrivate = configSection.flag("refresh-private", false);
    configSection.finish();
    return new CatalogueConfig(url, every, isPrivate);
  }

  private static boolean isUrl(String text) {
    try {
      URI url = URI.create(text);
      boolean web = "https".equals(url.getScheme()) || "http".equals(url.getScheme());
      return web && url.getHost() != null && url.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

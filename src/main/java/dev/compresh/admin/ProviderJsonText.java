package dev.compresh.admin;

import dev.compresh.config.ProviderConfig;
import dev.compresh.gateway.upstream.ProviderProbe;
import dev.compresh.provider.ProviderHealth;
import dev.compresh.provider.StoredProvider;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Providers as JSON: never with a key or a header. */
public final class ProviderJsonText {
  private ProviderJsonText() {}

  /**
   * A provider.
   *
   * @param healthState null where no request goes to it
   */
  public static ObjectNode render(
      ProviderService.ProviderView providerView, ProviderHealth.@Nullable HealthState healthState) {
    StoredProvider stored = providerView.stored();
    ProviderConfig config = providerView.config();
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", providerView.name());
    node.put("source", stored == null ? "config" : "store");
    node.put("org_id", stored == null ? null : stored.org());
    node.put("active", stored == null || stored.active());
    node.set("fields", stored != null ? stored.body() : fields(config));
    node.put("key_set_at", time(providerView.keySetAt()));
    node.put("own_key_set_at", time(providerView.ownKeySetAt()));
    node.put("failures", healthState == null ? 0 : healthState.failures());
    node.put(
        "cooling_seconds",
        healthState == null
            ? 0
            : Math.max(0, Math.ceilDiv(healthState.cooling().toMillis(), 1_000L)));
    return node;
  }

  private static ObjectNode fields(@Nullable ProviderConfig config) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (config != null) {
      node.put("kind", config.kind());
      if (config.baseUrl() != null) {
        node.put("base_url", config.baseUrl().toString());
      }
      config.apis().forEach(node.withArray("apis")::add);
      config.models().forEach(node.withArray("models")::add);
    }
    return node;
  }

  private static @Nullable String time(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }

  /** Returns what a test came to. */
  public static ObjectNode test(ProviderProbe.ProbeResult probeResult) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    switch (probeResult) {
      case ProviderProbe.ProbeResult.ProbeAnswered(int status) -> {
        node.put("reached", true);
        node.put("status", status);
        node.put("message", meaning(status));
      }
      case ProviderProbe.ProbeResult.ProbeFailed(String reason) -> {
        node.put("reached", false);
        node.putNull("status");
        node.put("message", "The provider can't be reached: " + reason + ".");
      }
    }
    return node;
  }

  /** Returns what a provider says by the status of its list of models. */
  public static String meaning(int status) {
    return switch (status) {
      case 401, 403 -> "The provider answers, but rejects the key. Set another key.";
      case 404, 405 -> "The provider answers. It has no list of models, so the key was not tested.";
      case 429 -> "The provider answers: too many requests. Try again later.";
      default ->
          status / 100 == 2
              ? "The provider answers and accepts the key."
              : "The provider answers with status " + status + ".";
    };
  }
}

package dev.compresh.proxy;

import dev.compresh.account.ApiKey;
import dev.compresh.provider.catalogue.Catalogue;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers with what a key may know about itself: its limits, its usage and its money, never its
 * secret.
 */
final class KeyAnswer {
  private final KeyMoney money;
  private final Supplier<Catalogue> catalogue;
  private final JsonMapper mapper = new JsonMapper();

  KeyAnswer(KeyMoney money, Supplier<Catalogue> catalogue) {
    this.money = money;
    this.catalogue = catalogue;
  }

  byte[] json(AuthenticatedCaller authenticatedCaller) {
    ApiKey key = authenticatedCaller.key();
    ObjectNode root = mapper.createObjectNode();
    root.put("object", "key");
    root.put("id", key.id());
    root.put("description", key.description());
    root.put("last4", key.last4());
    root.put("created_at", key.created().toString());
    root.put("expires_at", text(key.expires()));
    root.put("mode", key.mode());
    root.put("objective", key.objective());
    AllowedModels.list(key, catalogue.get()).forEach(root.putArray("allowed_models")::add);
    ObjectNode rate = root.putObject("rate_limit");
    if (authenticatedCaller.rate().limited()) {
      rate.put("requests_per_minute", authenticatedCaller.rate().limit());
      rate.put("remaining", authenticatedCaller.rate().remaining());
      rate.put("reset_at", Instant.ofEpochSecond(authenticatedCaller.rate().reset()).toString());
    } else {
      rate.putNull("requests_per_minute");
    }
    money.add(root, key);
    return mapper.writeValueAsBytes(root);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}

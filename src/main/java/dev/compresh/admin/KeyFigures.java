package dev.compresh.admin;

import static dev.compresh.admin.api.Schema.count;
import static dev.compresh.admin.api.Schema.field;
import static dev.compresh.admin.api.Schema.many;
import static dev.compresh.admin.api.Schema.object;
import static dev.compresh.admin.api.Schema.oneOf;
import static dev.compresh.admin.api.Schema.orNull;
import static dev.compresh.admin.api.Schema.text;
import static dev.compresh.admin.api.Schema.time;

import dev.compresh.account.ApiKey;
import dev.compresh.account.KeyAdmin;
import dev.compresh.admin.api.JsonBody;
import dev.compresh.admin.api.Schema;
import dev.compresh.usage.Totals;
import dev.compresh.usage.UsageReports;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keys as the API shows them, with what they have used. */
public final class KeyFigures {
  static final Schema.Obj KEY =
      object(
          "Key",
          field("id", text(), "its public id"),
          field("org_id", text(), "the organisation"),
          field("user_id", text(), "whose it is"),
          field("description", text(), "what it is for"),
          field("last4", text(), "its last four characters"),
          field("state", oneOf("active", "expired", "deactivated", "revoked"), "as it is now"),
          field("created_at", time(), "when it was made"),
          field("expires_at", orNull(time()), "null for never"),
          field("last_used_at", orNull(time()), "null for never"),
          field("requests_per_minute", orNull(count()), "null for the installation's limit"),
          field("allowed_models", many(text()), "empty for the organisation's"),
          field("mode", orNull(text()), "null for the default"),
          field("objective", orNull(text()), "null for the default"),
          field("requests", count(), "so far"),
          field("original_tokens", count(), "of prompts as clients sent them"),
          field("optimized_tokens", count(), "of prompts as providers got them"),
          field("saved_tokens", count(), "the difference"),
          field("output_tokens", count(), "of answers"));

  private final UsageReports usage;
  private final InstantSource clock;

  public KeyFigures(UsageReports usage, InstantSource clock) {
    this.usage = usage;
    this.clock = clock;
  }

  KeyAdmin.Also budget(JsonBody body) {
    return KeyAdmin.Also.NOTHING;
  }

  ObjectNode json(ApiKey key) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", key.id());
    json.put("org_id", key.orgId());
    json.put("user_id", key.userId());
    json.put("description", key.description());
    json.put("last4", key.last4());
    boolean expired =
        key.state() == dev.compresh.account.KeyState.ACTIVE && key.expired(clock.instant());
    json.put("state", expired ? "expired" : key.state().label());
    json.put("created_at", key.created().toString());
    json.put("expires_at", shown(key.expires()));
    json.put("last_used_at", shown(key.lastUsed()));
    json.put("requests_per_minute", key.requestsPerMinute() == 0 ? null : key.requestsPerMinute());
    key.models().forEach(json.putArray("allowed_models")::add);
    json.put("mode", key.mode());
    json.put("objective", key.objective());
    Totals used = usage.ofKey(key.id());
    json.put("requests", used.requests());
    json.put("original_tokens", used.original());
    json.put("optimized_tokens", used.forwarded());
    json.put("saved_tokens", used.saved());
    json.put("output_tokens", used.output());
    return json;
  }

  private static @Nullable String shown(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}

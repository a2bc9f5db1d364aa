package dev.compresh.account;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An API key as it may be shown: never with its secret.
 *
 * @param id the public id, the nine characters after {@code comp_}
 * @param expires from when on it is refused, null for never
 * @param requestsPerMinute its own limit, 0 for the plan's
 * @param mode compression mode, null for the default
 * @param objective compression objective, null for the default
 * @param cache {@code auto} or {@code passthrough} for the provider's prompt cache, null for the
 *     default
 * @param models the models it may use, empty for all that its organisation may use
 * @param orgModels those that its organisation may use, empty for all
 * @param tags of requests that send none of these names, as {@code name=value}
 * @param orgTagNames names of tags that its organisation allows, empty for all
 * @param last4 the last four characters of the whole key
 * @param lastUsed about when it was last used, null for never
 */
public record ApiKey(
    String id,
    String orgId,
    String userId,
    String description,
    KeyState state,
    Instant created,
    @Nullable Instant expires,
    int requestsPerMinute,
    @Nullable String mode,
    @Nullable String objective,
    @Nullable String cache,
    List<String> models,
    List<String> orgModels,
    String last4,
    @Nullable Instant lastUsed,
    List<String> tags,
    List<String> orgTagNames) {

  public ApiKey {
    models = List.copyOf(models);
    orgModels = List.copyOf(orgModels);
    tags = List.copyOf(tags);
    orgTagNames = List.copyOf(orgTagNames);
  }

  /** Returns the options of the key. */
  public KeyOptions options() {
    return new KeyOptions(
        description, expires, requestsPerMinute, mode, objective, cache, models, tags);
  }

  /** Returns whether it is past its end at {@code now}; there is no grace. */
  public boolean expired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }
}

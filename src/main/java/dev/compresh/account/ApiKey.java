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
 * @param models the models it may use, empty for all that its organisation may use
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
    List<String> models,
    String last4,
    @Nullable Instant lastUsed) {

  /** No model goes by that name: where key and organisation have none in common. */
  private static final List<String> NO_MODEL = List.of("-");

  public ApiKey {
    models = List.copyOf(models);
  }

  /** What of it can be chosen. */
  public KeyOptions options() {
    return new KeyOptions(description, expires, requestsPerMinute, mode, objective, models);
  }

  /** This key as far as its organisation lets it go. */
  ApiKey within(List<String> orgModels) {
    if (orgModels.isEmpty()) {
      return this;
    }
    List<String> both =
        models.isEmpty() ? orgModels : models.stream().filter(orgModels::contains).toList();
    return new ApiKey(
        id,
        orgId,
        userId,
        description,
        state,
        created,
        expires,
        requestsPerMinute,
        mode,
        objective,
        both.isEmpty() ? NO_MODEL : both,
        last4,
        lastUsed);
  }

  /** Whether it is past its end at {@code now}; there is no grace. */
  public boolean expired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }
}

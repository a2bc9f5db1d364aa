package dev.compresh.usage;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a report covers.
 *
 * @param userId of this user alone; null for all of the organisation
 * @param keyId of this key alone; null for all
 * @param from within the time
 * @param to no longer within it
 */
public record UsageScope(
    String orgId, @Nullable String userId, @Nullable String keyId, Instant from, Instant to) {}

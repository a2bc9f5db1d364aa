package dev.compresh.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Selects audit entries; null and empty select all.
 *
 * @param orgId of this organisation; null for all, the installation's own among them
 * @param from not before
 * @param to before
 * @param after lines older than the one of this id: where the last page ended
 */
public record AuditFilter(
    @Nullable String orgId,
    @Nullable String actorId,
    @Nullable String action,
    @Nullable String objectId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String after) {

  /** All lines of one organisation. */
  public static AuditFilter of(@Nullable String orgId) {
    return new AuditFilter(orgId, null, null, null, null, null, null);
  }
}

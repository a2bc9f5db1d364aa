package dev.compresh.audit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One line of the audit log.
 *
 * @param id unique, and later ones sort behind earlier ones
 * @param orgId whose matter it is; empty for the installation's
 * @param action what was done, such as {@code key.create}
 * @param detail what else matters, by name; no secrets
 */
public record AuditEntry(
    String id,
    Instant time,
    String orgId,
    AuditActor actor,
    String action,
    String objectType,
    String objectId,
    Map<String, String> detail) {

  public AuditEntry {
    detail = Collections.unmodifiableMap(new LinkedHashMap<>(detail));
  }
}

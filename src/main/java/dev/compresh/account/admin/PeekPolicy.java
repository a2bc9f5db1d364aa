package dev.compresh.account.admin;

import dev.compresh.account.DeniedException;
import dev.compresh.account.KeyDirectory;
import dev.compresh.account.Principal;
import dev.compresh.account.Role;
import dev.compresh.audit.AuditLog;
import java.util.Map;

/**
 * Decides for each organisation whether anybody, the operator included, may look at texts of its
 * live sessions. Only an owner of the organisation itself changes that.
 */
public final class PeekPolicy {
  private final KeyDirectory keyDirectory;
  private final AuditLog auditLog;

  public PeekPolicy(KeyDirectory keyDirectory, AuditLog auditLog) {
    this.keyDirectory = keyDirectory;
    this.auditLog = auditLog;
  }

  /** Returns whether sessions of that organisation may be looked at; not where there is none. */
  public boolean isAllowed(String orgId) {
    return keyDirectory.read(
        handle ->
            handle
                .select("SELECT peek_forbidden FROM org WHERE id = ?", orgId)
                .map((row, _) -> row.getInt(1) == 0)
                .findOne()
                .orElse(false));
  }

  /** Allows or forbids it in the caller's own organisation. */
  public void change(Principal by, boolean allowed) {
    if (!by.role().atLeast(Role.OWNER)) {
      throw DeniedException.rights("Only an owner can change whether peeks are allowed.");
    }
    keyDirectory.change(
        handle -> {
          int forbidden = allowed ? 0 : 1;
          int changed =
              handle.execute(
                  "UPDATE org SET peek_forbidden = ? WHERE id = ? AND peek_forbidden <> ?",
                  forbidden,
                  by.orgId(),
                  forbidden);
          if (changed > 0) {
            auditLog.record(
                handle,
                by.actor(),
                by.orgId(),
                "org.peek_policy",
                "org",
                by.orgId(),
                Map.of("allowed", Boolean.toString(allowed)));
          }
          return changed;
        });
  }
}

package dev.compresh.alert;

import java.time.Instant;
import java.util.Set;

/**
 * A place where alerts are sent.
 *
 * @param orgId whose alerts; empty for the installation's and every organisation's
 * @param kinds those that it wants; empty for all
 * @param shown its address as people may see it
 */
public record AlertChannel(
    String id,
    String orgId,
    ChannelKind kind,
    String name,
    Set<AlertKind> kinds,
    String shown,
    Instant created) {
  public AlertChannel {
    kinds = Set.copyOf(kinds);
  }

  /** Returns whether it belongs to the installation. */
  public boolean isGlobal() {
    return orgId.isEmpty();
  }

  /** Returns whether such an alert is sent to it. */
  boolean wants(AlertFinding finding) {
    return (kinds.isEmpty() || kinds.contains(finding.kind()))
        && (isGlobal() || orgId.equals(finding.orgId()));
  }
}

package dev.compresh.account;

import dev.compresh.audit.AuditActor;
import dev.compresh.audit.AuditChannel;

/**
 * The signed-in user, with their current rights.
 *
 * @param userId {@code cli} for the command line
 * @param operator whether what concerns the whole installation is theirs too
 * @param credentialId the sign-in session's or the token's id; empty for the command line
 * @param oneTime whether they signed in with a one-time password, and have to change it first
 */
public record Principal(
    String userId,
    String orgId,
    String name,
    Role role,
    boolean operator,
    AuditChannel via,
    String credentialId,
    boolean oneTime,
    String remote) {

  /** Whoever runs a command on this machine: all rights, on one organisation. */
  public static Principal cli(String orgId) {
    return new Principal(
        "cli", orgId, "cli", Role.OWNER, true, AuditChannel.CLI, "", false, "local");
  }

  /** The operator at work in another organisation, with its owners' rights. */
  public Principal inOrganization(String otherOrgId) {
    return new Principal(
        userId, otherOrgId, name, Role.OWNER, operator, via, credentialId, oneTime, remote);
  }

  public AuditActor actor() {
    return new AuditActor(userId, name, via, remote);
  }

  /**
   * Returns whether all of the organisation is theirs to see, not only what they made themselves.
   */
  public boolean seesAll() {
    return role.atLeast(Role.ADMIN);
  }
}

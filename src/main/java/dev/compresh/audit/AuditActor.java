package dev.compresh.audit;

/**
 * The actor of an audited action.
 *
 * @param id the user's id; {@code cli}, {@code webhook} or {@code -} where it is no user
 * @param name what people call them
 * @param remote the address they came from, {@code local} for the command line
 */
public record AuditActor(String id, String name, AuditChannel via, String remote) {

  /** Whoever runs a command on this machine. */
  public static AuditActor cli() {
    return new AuditActor("cli", "cli", AuditChannel.CLI, "local");
  }

  /** A payment provider. */
  public static AuditActor webhook(String name, String remote) {
    return new AuditActor("webhook", name, AuditChannel.WEBHOOK, remote);
  }

  /** Somebody who is not signed in. */
  public static AuditActor nobody(String remote) {
    return new AuditActor("-", "-", AuditChannel.NONE, remote);
  }
}

package dev.compresh.audit;

/**
 * Who does something.
 *
 * @param id the user's id; {@code cli}, {@code webhook} or {@code -} where it is no user
 * @param name what people call them
 * @param remote the address they came from, {@code local} for the command line
 */
public record Actor(String id, String name, Via via, String remote) {

  /** Whoever runs a command on this machine. */
  public static Actor cli() {
    return new Actor("cli", "cli", Via.CLI, "local");
  }

  /** A payment provider. */
  public static Actor webhook(String name, String remote) {
    return new Actor("webhook", name, Via.WEBHOOK, remote);
  }

  /** Somebody who is not signed in. */
  public static Actor nobody(String remote) {
    return new Actor("-", "-", Via.NONE, remote);
  }
}

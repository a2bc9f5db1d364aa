package dev.compresh.compression.eviction;

/**
 * Why stale results go.
 *
 * @see EvictionCandidates
 */
public enum EvictionTrigger {
  /** The model's window has no room for all of them. */
  WINDOW("to stay inside the model's window"),
  /** The whole request would cost more above a length of prompt that the model's prices name. */
  TIER("to stay below a price tier of the model"),
  /** The provider's cache holds nothing of the conversation: to rewrite it costs nothing. */
  COLD("the provider's cache was cold"),
  /** Reading them in the turns to come costs more than one rewriting. */
  PAYS("pays for the prefix that it rewrites");

  private final String reason;

  EvictionTrigger(String reason) {
    this.reason = reason;
  }

  /** In a few words, for those who ask what was cut. */
  public String reason() {
    return reason;
  }
}

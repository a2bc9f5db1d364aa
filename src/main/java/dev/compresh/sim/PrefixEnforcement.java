package dev.compresh.sim;

/**
 * Decides whether thinking that is bound to another conversation is refused where a request says
 * nothing.
 */
public enum PrefixEnforcement {
  /** It is refused, as for accounts made since 31 August 2026. */
  ENFORCING,
  /** It reaches the model, as for older accounts. */
  LENIENT
}

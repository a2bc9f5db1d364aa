package dev.compresh.account;

import java.util.Locale;

/** The state of an API key. */
public enum KeyState {
  ACTIVE,
  /** Refused for the time being, with a reason (403). */
  DEACTIVATED,
  /** Refused for good, like an unknown key (401). */
  REVOKED;

  /** The name as users write it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}

package dev.compresh.account.signin.oidc;

import java.util.Locale;

/** Why a sign-in through the provider failed, as far as its user may know. */
public enum OidcFailure {
  /** Too old, used already, or begun in another browser. */
  EXPIRED,
  /** The user or the provider ended it. */
  CANCELLED,
  /** The provider's answer can't be trusted. */
  REJECTED,
  /** The provider can't be reached. */
  UNAVAILABLE,
  /** No rule gives this person access. */
  NOT_ALLOWED,
  /** The user or their organisation is deactivated. */
  DEACTIVATED,
  /** Too many failures from that address. */
  THROTTLED;

  /** The code that the sign-in page reads. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}

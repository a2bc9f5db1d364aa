package dev.compresh.account;

/** What a request's credentials come to. */
public sealed interface Authentication {

  /** The key is good. */
  record Accepted(ApiKey key) implements Authentication {}

  /**
   * 401. Callers are told the same, whatever the reason.
   *
   * @param reason for logs and metrics alone
   */
  record Rejected(Reason reason) implements Authentication {}

  /**
   * More than one credential, so that nobody can say whose the request is.
   *
   * @param repeated whether {@code Authorization} is there twice (400); else two different keys are
   *     (401)
   */
  record Ambiguous(boolean repeated) implements Authentication {}

  /** 403: the key is right, but it, its user or its organisation is deactivated. */
  record Deactivated(ApiKey key) implements Authentication {}

  /** 503: the store is down, nothing can be said. */
  record Unavailable() implements Authentication {}

  /** Why a key was rejected. */
  enum Reason {
    MISSING,
    MALFORMED,
    UNKNOWN,
    WRONG_SECRET,
    REVOKED,
    EXPIRED
  }
}

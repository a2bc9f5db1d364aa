package dev.compresh.account;

/** The result of checking a request's credentials. */
public sealed interface Authentication {

  /** The key is good. */
  record AcceptedKey(ApiKey key) implements Authentication {}

  /**
   * 401. Callers get the same answer, whatever the reason.
   *
   * @param reason for logs and metrics alone
   */
  record RejectedKey(RejectionReason reason) implements Authentication {}

  /**
   * More than one credential, so that nobody can say whose the request is.
   *
   * @param repeated whether {@code Authorization} is there twice (400); else two different keys are
   *     (401)
   */
  record AmbiguousKeys(boolean repeated) implements Authentication {}

  /** 403: the key is right, but it, its user or its organisation is deactivated. */
  record DeactivatedKey(ApiKey key) implements Authentication {}

  /** 503: the store is down, nothing can be said. */
  record AuthenticationUnavailable() implements Authentication {}

  /** Why a key was rejected. */
  enum RejectionReason {
    MISSING,
    MALFORMED,
    UNKNOWN,
    WRONG_SECRET,
    REVOKED,
    EXPIRED
  }
}

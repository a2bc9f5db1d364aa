package dev.compresh.account.signin.oidc;

/** Ends a sign-in. Stays within this package; the message is for the audit log. */
final class OidcException extends Exception {
  private final OidcFailure failure;

  OidcException(OidcFailure failure, String reason) {
    super(reason, null, false, false);
    this.failure = failure;
  }

  static OidcException rejected(String reason) {
    return new OidcException(OidcFailure.REJECTED, reason);
  }

  static OidcException unavailable(String reason) {
    return new OidcException(OidcFailure.UNAVAILABLE, reason);
  }

  OidcFailure failure() {
    return failure;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}

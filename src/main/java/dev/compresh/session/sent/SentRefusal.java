package dev.compresh.session.sent;

/** Why an entry was not kept in the store. */
public final class SentRefusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SentRefusal(String message) {
    super(message);
  }
}

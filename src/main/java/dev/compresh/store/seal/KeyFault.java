package dev.compresh.store.seal;

/** The master key can't be used; the message says why and what to do, and never holds the key. */
public final class KeyFault extends Exception {
  private static final long serialVersionUID = 1L;

  KeyFault(String message) {
    super(message);
  }
}

package dev.compresh.store;

/**
 * The store can't be read or written at present: closed, full, locked, gone. The work may be tried
 * again later; it has left no trace.
 */
public final class StoreException extends RuntimeException {
  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}

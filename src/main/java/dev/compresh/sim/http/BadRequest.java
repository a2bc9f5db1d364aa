package dev.compresh.sim.http;

/** Bytes that are no request this server takes; the connection ends after the answer. */
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  BadRequest(int status, String message) {
    super(message);
    this.status = status;
  }

  int status() {
    return status;
  }
}

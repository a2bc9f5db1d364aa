package dev.compresh.limit.redis;

/** Thrown where the server did not answer in time, or not as it should. */
final class RedisFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  RedisFault(String message) {
    super(message);
  }
}

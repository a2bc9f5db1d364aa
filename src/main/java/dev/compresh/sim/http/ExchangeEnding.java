package dev.compresh.sim.http;

/**
 * The outcome of an exchange.
 *
 * @param nanoTime when, by {@link System#nanoTime}
 * @param bytes body bytes written
 */
public record ExchangeEnding(EndingKind kind, long nanoTime, long bytes) {

  /** The side that ended it. */
  public enum EndingKind {
    /** The whole reply was written. */
    SENT,
    /** The client left first. */
    CLIENT_GONE,
    /** The reply was broken off as scripted. */
    BROKEN_OFF
  }
}

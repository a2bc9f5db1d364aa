package dev.compresh.store;

import java.time.Duration;

/**
 * Says where the PostgreSQL server is, and how to use it. Prints without the address, which holds a
 * password.
 *
 * @param url {@code postgresql://user:password@host:port/database?options}, or the same behind
 *     {@code jdbc:}
 * @param connections at most so many at once, apart from the one that listens for changes
 * @param pooled whether a pooler in transaction mode is in between: nothing is kept in a session
 *     then
 * @param grace for how long this process may use what it knows while the server is away
 */
public record PostgresSettings(String url, int connections, boolean pooled, Duration grace) {
  /** Connections where nothing else is set. */
  public static final int CONNECTIONS = 8;

  /** The grace where nothing else is set. */
  public static final Duration GRACE = Duration.ofMinutes(5);

  /** With the usual values. */
  public PostgresSettings(String url) {
    this(url, CONNECTIONS, false, GRACE);
  }

  @Override
  public String toString() {
    return "PostgresSettings";
  }
}

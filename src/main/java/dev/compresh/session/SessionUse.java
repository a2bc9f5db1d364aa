package dev.compresh.session;

import java.time.Instant;

/**
 * One request of a session, or several of them summed up.
 *
 * @param first when the first of them came
 * @param last when the last of them came
 * @param turns user turns that the longest of the prompts held
 * @param original tokens before compression
 * @param forwarded tokens after it
 * @param cacheRead tokens that the provider read from its prompt cache
 */
public record SessionUse(
    String orgId,
    Instant first,
    Instant last,
    long requests,
    long turns,
    long original,
    long forwarded,
    long cacheRead) {

  /** One request at {@code time}. */
  public static SessionUse once(
      String orgId, Instant time, long turns, long original, long forwarded, long cacheRead) {
    return new SessionUse(orgId, time, time, 1, turns, original, forwarded, cacheRead);
  }

  SessionUse plus(SessionUse other) {
    return new SessionUse(
        orgId,
        first.isBefore(other.first) ? first : other.first,
        last.isAfter(other.last) ? last : other.last,
        requests + other.requests,
        Math.max(turns, other.turns),
        original + other.original,
        forwarded + other.forwarded,
        cacheRead + other.cacheRead);
  }
}

package dev.compresh.session;

/** The session that a request names. */
public sealed interface SessionName {

  /** The session's id: at most 128 of {@code [A-Za-z0-9_.:-]}. It means something per key only. */
  record NamedSession(String id) implements SessionName {}

  /** {@code X-Session-Id} is there and not usable (400 {@code invalid_session_id}). */
  record InvalidSessionName(String message) implements SessionName {}
}

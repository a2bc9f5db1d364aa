package dev.compresh.session;

import java.util.Optional;

/**
 * A session's place among those that were last used first.
 *
 * @param lastSeen milliseconds since 1970
 */
public record SessionPlace(long lastSeen, SessionKey key) {

  public static SessionPlace of(Session session) {
    return new SessionPlace(session.use().last().toEpochMilli(), session.key());
  }

  /** The place as a text, as {@link #read} takes it. Ids of keys have no dots. */
  public String text() {
    return lastSeen + "." + key.keyId() + "." + key.id();
  }

  /** Empty where {@code text} is no place. */
  public static Optional<SessionPlace> read(String text) {
    String[] parts = text.split("\\.", 3);
    if (parts.length < 3) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SessionPlace(Long.parseLong(parts[0]), new SessionKey(parts[1], parts[2])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

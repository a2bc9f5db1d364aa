package dev.compresh.session;

/** A session belongs to its key: the same id under two keys names two sessions. */
public record SessionKey(String keyId, String id) {
  /** No id of a session has this in it. */
  static final String ANCHORS = "#anchors";

  private static final String SENT = "#sent";

  /** Under which is kept what was sent last in it, next to its own state. */
  public SessionKey sent() {
    return new SessionKey(keyId, id + SENT);
  }

  /** Under which the state of its cache's anchors is kept, next to its own. */
  public SessionKey anchors() {
    return new SessionKey(keyId, id + ANCHORS);
  }
}

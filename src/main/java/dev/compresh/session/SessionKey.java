package dev.compresh.session;

/** A session belongs to its key: the same id under two keys names two sessions. */
public record SessionKey(String keyId, String id) {
  /** No id of a session has this in it. */
  static final String ANCHORS = "#anchors";

  /** Under which the state of its cache's anchors is kept, besides its own. */
  public SessionKey anchors() {
    return new SessionKey(keyId, id + ANCHORS);
  }
}

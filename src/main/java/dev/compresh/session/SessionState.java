package dev.compresh.session;

/**
 * A feature's stored state of a session, opaque here. Never text of messages.
 *
 * @param version of the bytes' form, so that a newer program can throw older ones away
 * @param bytes at most {@link #LARGEST}; nobody changes them
 */
public record SessionState(int version, byte[] bytes) {
  public static final int LARGEST = 64 << 10;

  public SessionState {
    if (bytes.length > LARGEST) {
      throw new IllegalArgumentException(
          "the state of a session must be at most " + LARGEST + " bytes");
    }
  }
}

package dev.compresh.sim;

/**
 * The thinking blocks before a place of a conversation.
 *
 * @param last identity of the last one, empty where there are none
 * @param length how many there are
 */
record ThinkingChain(String last, int length) {
  static final ThinkingChain EMPTY = new ThinkingChain("", 0);

  /** The identity of a block, by its signature. */
  static String identity(String signature) {
    return AuthenticatedToken.digest(signature);
  }

  ThinkingChain then(String signature) {
    return new ThinkingChain(identity(signature), length + 1);
  }

  /**
   * Returns whether this chain, of the request now, is a suffix of {@code made}, the one at the
   * time when the next block was made. Blocks may be missing from the start, but not from the
   * middle, and a removed block may not have been put back.
   */
  boolean isTailOf(ThinkingChain made) {
    return length == 0 || (length <= made.length && last.equals(made.last));
  }
}

package dev.compresh.proxy;

/**
 * The stored history that a provider adds to a prompt: an earlier response and all before it, or a
 * conversation.
 *
 * @param tokens how many that are, as far as is known or assumed
 * @param inWindow how many of them have to fit into the model's window, and are known
 */
record HeldHistory(long tokens, long inWindow) {
  static final HeldHistory NONE = new HeldHistory(0, 0);

  /**
   * What is assumed where nothing is known: a conversation of some turns. It is held, and does not
   * count for the window.
   */
  static final HeldHistory ASSUMED = new HeldHistory(16_000, 0);

  boolean isEmpty() {
    return tokens == 0;
  }
}

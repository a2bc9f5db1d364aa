package dev.compresh.proxy;

import dev.compresh.compression.pinned.PinnedMessages;
import dev.compresh.compression.pinned.SentHistory.HistoryMatch;

/**
 * The constraints that earlier requests put on a request, because its conversation carries thinking
 * that is bound to what was sent.
 *
 * @param records whether what goes out has to be kept
 * @param pinned whether messages have to go out as they did before
 * @param pins how
 * @param match what was sent before
 * @param chain hashes of the messages
 * @param drops whether the provider is asked to drop blocks that it would refuse, since it refused
 *     some of this conversation before
 */
record ConversationBinding(
    boolean records,
    boolean pinned,
    PinnedMessages pins,
    HistoryMatch match,
    long[] chain,
    boolean drops) {
  static final ConversationBinding NONE =
      new ConversationBinding(
          false, false, PinnedMessages.NONE, HistoryMatch.NONE, new long[0], false);

  /** Of a conversation with thinking whose model does not tell by its name that it binds it. */
  static ConversationBinding unknown(HistoryMatch historyMatch, long[] chain) {
    return new ConversationBinding(false, false, PinnedMessages.NONE, historyMatch, chain, false);
  }

  /** Returns whether a provider may refuse thinking in it. */
  boolean isRefusable() {
    return pinned || (!records && chain.length > 0);
  }
}

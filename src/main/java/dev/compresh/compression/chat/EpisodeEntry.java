package dev.compresh.compression.chat;

import dev.compresh.compression.chat.retrieval.RecallDemand;
import dev.compresh.dialect.Message;
import dev.compresh.dialect.MessageRole;
import dev.compresh.dialect.PromptPart;

/**
 * A message as episodic memory keeps it.
 *
 * @param eligible whether it may be folded
 * @param turn whether a turn starts here
 * @param counts turns up to and with this message
 * @param demand what it needs of what was said before
 * @param before tokens of all messages before it
 * @param tokens its own tokens
 * @param passages passages of the history up to and with this message
 * @param stamped whether a date is said in it
 * @param text what it says, where it may be asked about
 */
record EpisodeEntry(
    MessageRole role,
    boolean eligible,
    boolean turn,
    TurnCounts counts,
    RecallDemand demand,
    int before,
    int tokens,
    int passages,
    boolean stamped,
    String text) {

  /** A message that nothing is done about. */
  static EpisodeEntry untouched(MessageRole messageRole) {
    return new EpisodeEntry(
        messageRole, false, false, TurnCounts.NONE, RecallDemand.NONE, 0, 0, 0, false, "");
  }

  int tokensAfter() {
    return before + tokens;
  }

  /**
   * Returns whether {@code message} may be folded: it holds text, and perhaps a name or what the
   * model thought, which goes along. Marks for the provider's cache don't count: clients move them
   * from turn to turn, so what was marked when it came is not later, and what rests on that would
   * differ from instance to instance.
   */
  static boolean eligible(Message message) {
    boolean answer = message.role() == MessageRole.ASSISTANT;
    if (!answer && message.role() != MessageRole.USER) {
      return false;
    }
    boolean holds = false;
    for (PromptPart promptPart : message.parts()) {
      boolean thought =
          answer && promptPart instanceof PromptPart.FixedPart fixedPart && fixedPart.isReasoning();
      boolean text = promptPart instanceof PromptPart.TextPart;
      if (!thought && !text && !(promptPart instanceof PromptPart.NamePart)) {
        return false;
      }
      holds |= thought || text;
    }
    return holds;
  }
}

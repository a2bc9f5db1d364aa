package dev.compresh.compress.episode;

import dev.compresh.compress.episode.recall.RecallDemand;
import dev.compresh.wire.Part;
import dev.compresh.wire.Role;

/**
 * A message as episodic memory keeps it.
 *
 * @param eligible whether it may be changed at all: text alone, without a cache marker
 * @param turn whether a turn starts here
 * @param counts turns up to and with this message
 * @param demand what it needs of what was said before
 * @param before tokens of all messages before it
 * @param tokens its own tokens
 * @param passages passages of the history up to and with this message
 * @param stamped whether a date is said in it
 * @param text what it says, where it may be asked about
 */
record Entry(
    Role role,
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
  static Entry untouched(Role role) {
    return new Entry(
        role, false, false, TurnCounts.NONE, RecallDemand.NONE, 0, 0, 0, false, "");
  }

  int after() {
    return before + tokens;
  }

  static boolean eligible(dev.compresh.wire.Message message) {
    boolean speaks = message.role() == Role.USER || message.role() == Role.ASSISTANT;
    return speaks
        && message.textOnly()
        && message.parts().stream().noneMatch(p -> p instanceof Part.Text t && t.cacheControl());
  }
}

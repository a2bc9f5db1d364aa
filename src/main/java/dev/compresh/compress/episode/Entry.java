package dev.compresh.compress.episode;

import dev.compresh.wire.Part;
import dev.compresh.wire.Role;

/**
 * A message as episodic memory keeps it.
 *
 * @param eligible whether it may be changed at all: text alone, without a cache marker
 * @param turn whether a turn starts here
 * @param turns turns up to and with this message
 * @param asking how many of those turns refer back by their words
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
    int turns,
    int asking,
    int before,
    int tokens,
    int passages,
    boolean stamped,
    String text) {

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

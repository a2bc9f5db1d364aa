package dev.compresh.compression.chat.retrieval;

import dev.compresh.compression.chat.language.BlockDescriber;
import dev.compresh.compression.chat.language.DateStamp;
import dev.compresh.compression.chat.language.RelativeDates;
import dev.compresh.compression.chat.language.WordSplitter;
import dev.compresh.dialect.MessageRole;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a message that retrieval can find.
 *
 * @param id its place among all passages, in time order
 * @param message index of the message
 * @param turn turn of the user's in which it was said, from 1 on
 * @param name who speaks, where the message gives a name
 * @param stamp the date that applies to it, null where none was said
 * @param stamped whether the stamp appears in this very passage
 * @param terms ids of its terms, ascending
 * @param counts how often each term appears in it
 * @param length terms in all
 * @param addresses the name by which it addresses the other side, null where by none
 */
public record Passage(
    int id,
    int message,
    int turn,
    MessageRole role,
    @Nullable String name,
    String text,
    boolean block,
    @Nullable DateStamp stamp,
    boolean stamped,
    int[] terms,
    int[] counts,
    int length,
    @Nullable String addresses,
    PassageTraits traits) {

  /** Returns who said it, as a line begins with it. */
  public String who() {
    return name != null ? name + ": " : role == MessageRole.USER ? "user: " : "you: ";
  }

  /** Returns the replacement for it where it is a block that is left out. */
  public String reference() {
    return BlockDescriber.reference(text, turn);
  }

  /** {@code said}, which appears in this passage, with the days that it means. */
  public String dated(String said) {
    boolean may =
        traits.times() > 0 || (!said.isEmpty() && WordSplitter.unspaced(said.codePointAt(0)));
    return stamp == null || block || !may ? said : RelativeDates.resolve(said, stamp.day());
  }
}

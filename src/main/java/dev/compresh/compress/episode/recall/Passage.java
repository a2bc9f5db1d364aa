package dev.compresh.compress.episode.recall;

import dev.compresh.compress.episode.text.Stamp;
import dev.compresh.wire.Role;
import org.jspecify.annotations.Nullable;

/**
 * What retrieval finds: a piece of a message.
 *
 * @param id its place among all passages, in time order
 * @param message index of the message
 * @param stamp the date under which it stands, null where none was said
 * @param stamped whether the stamp stands in this very passage
 * @param terms ids of its terms, ascending
 * @param counts how often each term stands in it
 * @param length terms in all
 * @param addresses the name by which it addresses the other side, null where by none
 */
public record Passage(
    int id,
    int message,
    Role role,
    String text,
    boolean block,
    @Nullable Stamp stamp,
    boolean stamped,
    int[] terms,
    int[] counts,
    int length,
    @Nullable String addresses,
    Traits traits) {}

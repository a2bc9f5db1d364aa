package dev.compresh.compression.chat.language;

import org.jspecify.annotations.Nullable;

/**
 * A stretch of a message that is printed or left out as one.
 *
 * @param stamp the date with which it starts, null where it names none
 * @param block whether it is code, a log or a table: kept whole or left out whole
 */
public record TextPiece(String text, @Nullable DateStamp stamp, boolean block) {}

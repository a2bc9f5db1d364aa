package dev.compresh.compression.dedup;

import org.jspecify.annotations.Nullable;

/**
 * Equal lines.
 *
 * @param at first line of the new text
 * @param size lines
 * @param source where they stand, null for further up in the new text
 * @param line first line there
 */
record LineMatch(int at, int size, @Nullable ForwardedResult source, int line) {
  int end() {
    return at + size;
  }
}

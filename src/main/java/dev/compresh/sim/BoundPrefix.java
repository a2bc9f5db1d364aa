package dev.compresh.sim;

import java.util.List;

/**
 * Holds digests of what preceded a thinking block when it was made.
 *
 * @param system of the top-level system prompt
 * @param tools of the set of tools
 * @param content of all content before the block, thinking left out
 * @param pieces how many pieces of content that was
 * @param start of the content before {@code recent}
 * @param recent short digests of the last pieces, to say which of them was changed
 */
record BoundPrefix(
    String system, String tools, String content, int pieces, String start, List<String> recent) {
  static final BoundPrefix NONE = new BoundPrefix("", "", "", 0, "", List.of());
}

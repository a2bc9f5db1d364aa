package dev.compresh.wire;

import java.util.List;

/**
 * One element of the conversation's array: a chat message, or one item of a Responses input (a
 * function call, its output, a reasoning item and a message are each an element there).
 *
 * @param index place in {@link Prompt#messages()}
 * @param span the whole JSON object in the array
 * @param parts what it holds, in order
 * @param digest identity of what it says: of its bytes without the {@code cache_control} of the
 *     message and its blocks, and with a lone text block counted as the plain string, since clients
 *     move their cache marks from turn to turn. Where its parts stand is not in it
 */
public record Message(int index, Role role, Span span, List<Part> parts, Digest digest) {

  /** Whether it is nothing but text (no call, no result, no media, nothing fixed). */
  public boolean textOnly() {
    return !parts.isEmpty() && parts.stream().allMatch(Part.Text.class::isInstance);
  }
}

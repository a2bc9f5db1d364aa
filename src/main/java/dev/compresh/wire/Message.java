package dev.compresh.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
 * @param spoken identity of an answer without what the model thought, which clients may leave out
 *     later; of all other messages, {@code digest}
 */
public record Message(
    int index, Role role, Span span, List<Part> parts, Digest digest, Digest spoken) {

  /** A message without thinking. */
  public Message(int index, Role role, Span span, List<Part> parts, Digest digest) {
    this(index, role, span, parts, digest, digest);
  }

  /** Whether it is nothing but text, and perhaps a name (no call, result, media, nothing fixed). */
  public boolean textOnly() {
    boolean text = false;
    for (Part part : parts) {
      if (!(part instanceof Part.Text) && !(part instanceof Part.Name)) {
        return false;
      }
      text |= part instanceof Part.Text;
    }
    return text;
  }

  /** Who speaks, where the message gives a name; else null. */
  public @Nullable String name() {
    for (Part part : parts) {
      if (part instanceof Part.Name name) {
        return name.name();
      }
    }
    return null;
  }
}

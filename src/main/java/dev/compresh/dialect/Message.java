package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
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
    int index,
    MessageRole role,
    ByteSpan span,
    List<PromptPart> parts,
    ContentDigest digest,
    ContentDigest spoken) {

  /** A message without thinking. */
  public Message(
      int index,
      MessageRole messageRole,
      ByteSpan byteSpan,
      List<PromptPart> parts,
      ContentDigest contentDigest) {
    this(index, messageRole, byteSpan, parts, contentDigest, contentDigest);
  }

  /**
   * Returns whether it is nothing but text, and perhaps a name (no call, result, media, nothing
   * fixed).
   */
  public boolean textOnly() {
    boolean text = false;
    for (PromptPart promptPart : parts) {
      if (!(promptPart instanceof PromptPart.TextPart)
          && !(promptPart instanceof PromptPart.NamePart)) {
        return false;
      }
      text |= promptPart instanceof PromptPart.TextPart;
    }
    return text;
  }

  /** Returns who speaks, where the message gives a name; else null. */
  public @Nullable String name() {
    for (PromptPart promptPart : parts) {
      if (promptPart instanceof PromptPart.NamePart namePart) {
        return namePart.name();
      }
    }
    return null;
  }
}

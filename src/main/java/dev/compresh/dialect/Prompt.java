package dev.compresh.dialect;

import dev.compresh.json.ByteSpan;
import dev.compresh.json.JsonText;
import java.util.List;

/**
 * A request body and what appears where in it. The bytes are the client's own and are not copied;
 * nobody changes them.
 *
 * @param body the whole body, UTF-8 JSON
 * @param messages the conversation, oldest first
 * @param array the conversation's array, brackets included; where input is one string, that string
 * @param plain whether the conversation can be read whole (no doubled keys, no unknown shape);
 *     where it can't, nothing is changed
 */
public record Prompt(
    byte[] body,
    Dialect dialect,
    RequestEnvelope envelope,
    List<Message> messages,
    ByteSpan array,
    boolean plain)
    implements ParseResult {

  /** The same, with the model and the kind of answer that its path names. */
  public Prompt withAddress(ModelPath modelPath) {
    return new Prompt(
        body,
        dialect,
        envelope.withAddress(modelPath.model(), modelPath.isStreaming()),
        messages,
        array,
        plain);
  }

  /** The decoded text of a part. */
  public String text(PromptPart.TextPart textPart) {
    return JsonText.decode(body, textPart.literal());
  }

  /** The digests of {@link RequestEnvelope#fixed}, in their order; computed once. */
  public List<ContentDigest> fixedDigests() {
    return envelope.fixed().digests(body);
  }
}

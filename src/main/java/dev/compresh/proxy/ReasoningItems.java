package dev.compresh.proxy;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;
import dev.compresh.json.BodyEdit;
import dev.compresh.json.ByteSpan;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Encrypted reasoning of OpenAI's Responses. It belongs to the organisation that it was made for;
 * another one refuses it ({@code invalid_encrypted_content}), and takes the conversation without.
 */
final class ReasoningItems {
  private static final byte[] ENCRYPTED = ascii("\"encrypted_content\"");
  private static final String REFUSAL = "invalid_encrypted_content";

  private ReasoningItems() {}

  /**
   * The edits that leave encrypted reasoning out.
   *
   * @param made edits that are made anyway; what they remove is left out
   */
  static List<BodyEdit> removal(Prompt prompt, List<BodyEdit> made) {
    if (!prompt.dialect().hasReasoningItems()) {
      return List.of();
    }
    List<BodyEdit> edits = new ArrayList<>();
    for (Message message : prompt.messages()) {
      BodyEdit bodyEdit = new BodyEdit.RemoveEdit(message.span());
      if (isEncrypted(prompt, message) && !made.contains(bodyEdit)) {
        edits.add(bodyEdit);
      }
    }
    return edits;
  }

  /** Returns whether {@code prompt} holds any. */
  static boolean isIn(Prompt prompt) {
    return prompt.dialect().hasReasoningItems()
        && prompt.messages().stream().anyMatch(message -> isEncrypted(prompt, message));
  }

  /**
   * Returns whether {@code body}, an answer of status 400, refuses reasoning of another
   * organisation.
   */
  static boolean isRefusal(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).contains(REFUSAL);
  }

  private static boolean isEncrypted(Prompt prompt, Message message) {
    return message.parts().size() == 1
        && message.parts().getFirst() instanceof PromptPart.FixedPart fixedPart
        && fixedPart.type().equals("reasoning")
        && contains(prompt.body(), message.span());
  }

  private static boolean contains(byte[] body, ByteSpan byteSpan) {
    for (int at = byteSpan.start(); at + ENCRYPTED.length <= byteSpan.end(); at++) {
      int same = 0;
      while (same < ENCRYPTED.length && body[at + same] == ENCRYPTED[same]) {
        same++;
      }
      if (same == ENCRYPTED.length) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

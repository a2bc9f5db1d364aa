package dev.compresh.pipeline;

import dev.compresh.wire.Dialect;
import dev.compresh.wire.Edit;
import dev.compresh.wire.Message;
import dev.compresh.wire.Part;
import dev.compresh.wire.Prompt;
import dev.compresh.wire.Span;
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
  static List<Edit> removal(Prompt prompt, List<Edit> made) {
    if (prompt.dialect() != Dialect.RESPONSES) {
      return List.of();
    }
    List<Edit> edits = new ArrayList<>();
    for (Message message : prompt.messages()) {
      Edit edit = new Edit.Remove(message.span());
      if (isEncrypted(prompt, message) && !made.contains(edit)) {
        edits.add(edit);
      }
    }
    return edits;
  }

  /** Whether {@code prompt} holds any. */
  static boolean isIn(Prompt prompt) {
    return prompt.dialect() == Dialect.RESPONSES
        && prompt.messages().stream().anyMatch(message -> isEncrypted(prompt, message));
  }

  /** Whether {@code body}, an answer of status 400, refuses reasoning of another organisation. */
  static boolean isRefusal(byte[] body) {
    return new String(body, StandardCharsets.UTF_8).contains(REFUSAL);
  }

  private static boolean isEncrypted(Prompt prompt, Message message) {
    return message.parts().size() == 1
        && message.parts().getFirst() instanceof Part.Fixed fixed
        && fixed.type().equals("reasoning")
        && contains(prompt.body(), message.span());
  }

  private static boolean contains(byte[] body, Span span) {
    for (int at = span.start(); at + ENCRYPTED.length <= span.end(); at++) {
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

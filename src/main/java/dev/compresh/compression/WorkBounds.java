package dev.compresh.compression;

import dev.compresh.dialect.Message;
import dev.compresh.dialect.Prompt;
import dev.compresh.dialect.PromptPart;

/**
 * Limits how much of a conversation is planned, by its bytes and its messages and so the same on
 * every machine: what comes after the bound goes out as the client sent it. As the bound counts
 * from the beginning, a message that went out planned stays so however long the conversation gets.
 */
public final class WorkBounds {
  /** Bytes of text that are planned; no model's window takes more. */
  public static final long BYTES = 4 << 20;

  /** Messages that are planned. */
  static final int MESSAGES = 20_000;

  private WorkBounds() {}

  /**
   * Returns whether a message is planned.
   *
   * @param place its place in the conversation, from 0
   * @param text bytes of text up to its end
   */
  static boolean admits(int place, long text) {
    return place < MESSAGES && text <= BYTES;
  }

  /** Returns whether all of {@code prompt} is within them. */
  public static boolean admit(Prompt prompt) {
    long text = 0;
    if (prompt.body().length > BYTES) {
      for (Message message : prompt.messages()) {
        text += text(message);
      }
    }
    return admits(prompt.messages().size() - 1, text);
  }

  /** Bytes of what a model reads as text. */
  static long text(Message message) {
    long bytes = 0;
    for (PromptPart promptPart : message.parts()) {
      bytes += promptPart instanceof PromptPart.FixedPart ? 0 : promptPart.span().length();
    }
    return bytes;
  }
}

package dev.compresh.compression;

import dev.compresh.dialect.Message;
import java.util.List;

/**
 * The changes that one group of layers has made to a conversation so far. It is fed message by
 * message, oldest first; what it answers depends on the policy and the messages alone, so equal
 * histories answer alike, whatever was asked in between and on whatever instance. It is a cache: a
 * fresh one, fed the same messages, answers the same.
 */
public interface LayerHistory {

  /**
   * Tokens that stand before the conversation: system text and tool definitions of the envelope.
   * Called once, before the first message; more than {@link CompressionPolicy#shortTokens} are
   * passed as that.
   */
  default void begin(int tokens) {}

  /**
   * Called before each message is taken in.
   *
   * @param tokens of the whole message, its frame included
   * @param cold whether the provider's cache held nothing of the conversation when this message
   *     came: all may change here, once, at no cost
   */
  default void arriving(int tokens, boolean cold) {}

  /**
   * Takes in the next message. What it decides about this message and older ones may rest on
   * everything up to here, on nothing later.
   *
   * @param texts the decoded texts of the message's text parts and of its tool results' texts, in
   *     order
   * @param tokens token counts, for this policy's vocabulary
   */
  void append(Message message, List<String> texts, TokenCounter tokens);

  /**
   * As {@link #append(SocketMessage, List, TokenCounter)}, with what calls hold: histories that
   * read calls override this.
   *
   * @param arguments the arguments of the message's calls as JSON text, in order
   */
  default void append(
      Message message, List<String> texts, List<String> arguments, TokenCounter tokens) {
    append(message, texts, tokens);
  }

  /**
   * Takes in a message that went out unchanged when it was new, because time had run out: it stays
   * so. Histories that change messages for good when they first see them override this.
   */
  default void pass(
      Message message, List<String> texts, List<String> arguments, TokenCounter tokens) {
    append(message, texts, arguments, tokens);
  }

  /**
   * Takes in a message of which it is settled how it is sent: it was sent so before, by this
   * program or by an older one under other settings. What is decided about later messages rests on
   * that.
   *
   * @param sent what goes out for each of {@code texts}
   */
  default void replay(
      Message message,
      List<String> texts,
      List<String> arguments,
      List<String> sent,
      TokenCounter tokens) {
    pass(message, texts, arguments, tokens);
  }

  /** Forgets all but the first {@code messages} messages: the client went back or branched. */
  void truncate(int messages);

  /** Messages taken in. */
  int size();

  /** Writes the changes that hold now into {@code draft}; may be called any number of times. */
  void contribute(PlanDraft planDraft);
}

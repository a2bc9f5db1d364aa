package dev.compresh.dialect;

import dev.compresh.json.BodyEdit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One API: how its bodies and answers are read, and what is particular to it. {@link
 * DialectRegistry} lists all. It declares no default methods, so that each class states every fact
 * of its API.
 */
public interface Dialect extends BodyFormat, AnswerFormat {
  /** OpenAI Chat Completions. */
  Dialect CHAT = new ChatCompletionsDialect();

  /** Anthropic Messages. */
  Dialect MESSAGES = new MessagesDialect();

  /** OpenAI Responses. */
  Dialect RESPONSES = new ResponsesDialect();

  /** Gemini's own API. */
  Dialect GEMINI = new GeminiDialect();

  /** Its name in commands and reports. */
  String name();

  /** The path of its endpoint. */
  String path();

  /**
   * Returns whether what is asked for at {@code path} is answered in its shape, errors included.
   */
  boolean isSpokenAt(String path);

  /**
   * Returns whether {@code body}, of which the path is not known, looks like one of its requests.
   */
  boolean isLikelyBody(String body);

  /** A model for bodies that name none. */
  String sampleModel();

  @Override
  String conversationField();

  /** The type of a block of text that the user wrote. */
  String textBlockType();

  /** The edit that asks for the usage of a stream; empty where none is needed or possible. */
  Optional<BodyEdit> requestStreamUsage(Prompt prompt);

  /**
   * An error as JSON.
   *
   * @param status the HTTP status, which some APIs repeat in the body
   * @param param the field that is meant, null where none is
   */
  byte[] errorBody(int status, String type, String code, String message, @Nullable String param);

  /** The event that ends a stream which broke after its first byte. */
  byte[] streamFault(StreamFault streamFault);

  /**
   * Returns whether thinking appears in blocks of messages, which some models bind to all that came
   * before them. Elsewhere it is in fields that are not read.
   */
  boolean hasThinkingBlocks();

  /**
   * Returns whether reasoning appears in items of its own, to which other items are tied by their
   * ids.
   */
  boolean hasReasoningItems();

  /** Returns whether answers may leave out what the model reasoned. */
  boolean hidesReasoning();

  /**
   * Returns whether providers keep what requests and answers name by ids: files, responses,
   * containers.
   */
  boolean holdsObjects();

  /** Returns whether providers write prompts to their caches without being asked in the body. */
  boolean isCacheAutomatic();
}

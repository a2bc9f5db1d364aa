package dev.compresh.sim;

/** A piece of an answer. */
sealed interface OutputPiece {

  /** Reasoning before the answer. */
  record ThinkingOutput(String text) implements OutputPiece {}

  /** Words. */
  record TextOutput(String text) implements OutputPiece {}

  /**
   * A tool call.
   *
   * @param arguments a JSON object as text
   */
  record ToolCallOutput(String name, String arguments) implements OutputPiece {}
}

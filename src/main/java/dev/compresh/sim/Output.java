package dev.compresh.sim;

/** A piece of an answer. */
sealed interface Output {

  /** Reasoning before the answer. */
  record Thinking(String text) implements Output {}

  /** Words. */
  record Words(String text) implements Output {}

  /**
   * A tool call.
   *
   * @param arguments a JSON object as text
   */
  record Call(String name, String arguments) implements Output {}
}

package dev.compresh.invariant;

import java.util.List;

/** One step of a conversation, whatever the API. */
sealed interface Line {

  /** The user's words, with a picture where {@code image}. */
  record User(String text, boolean image) implements Line {}

  /** What the assistant said, and the calls it made; where it thought, a signed thought. */
  record Assistant(String text, boolean thought, List<Call> calls) implements Line {}

  /** What the tools answered. */
  record Results(List<Result> results) implements Line {}

  record Call(String id, String tool, String arguments) {}

  record Result(String id, String text, boolean error) {}
}

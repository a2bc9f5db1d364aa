package dev.compresh.invariant;

import java.util.List;

/** One step of a conversation, whatever the API. */
sealed interface ConversationStep {

  /** The user's words, with a picture where {@code image}. */
  record UserStep(String text, boolean image) implements ConversationStep {}

  /** What the assistant said, and the calls it made; where it thought, a signed thought. */
  record AssistantStep(String text, boolean thought, List<StepCall> calls)
      implements ConversationStep {}

  /** What the tools answered. */
  record ResultsStep(List<StepResult> results) implements ConversationStep {}

  record StepCall(String id, String tool, String arguments) {}

  record StepResult(String id, String text, boolean error) {}
}

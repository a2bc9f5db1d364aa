package dev.compresh.gateway;

import org.jspecify.annotations.Nullable;

/** A state of a forwarded request's answer on its way to the client. */
sealed interface RelayState {

  /** The provider is asked; the client has got nothing. */
  record AwaitingAnswer() implements RelayState {
    @Override
    public @Nullable MeteredAnswer answer() {
      return null;
    }
  }

  /**
   * The answer passes.
   *
   * @param isPaused whether the provider waits until the client takes more
   */
  record PassingAnswer(MeteredAnswer answer, boolean isPaused) implements RelayState {}

  /** The client has left; the answer is read on for its usage. */
  record ReadingUsage(MeteredAnswer answer, UsageWait usageWait) implements RelayState {}

  /** All is over and settled. */
  record SettledAnswer(@Nullable MeteredAnswer answer) implements RelayState {}

  /** Returns the answer; null where none came. */
  @Nullable MeteredAnswer answer();
}

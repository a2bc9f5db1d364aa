package dev.compresh.gateway;

import org.jspecify.annotations.Nullable;

/** A phase in the life of the request that a connection is at. */
sealed interface ExchangePhase {

  /** None has begun. */
  record NoExchange() implements ExchangePhase {
    @Override
    public @Nullable HttpExchange exchange() {
      return null;
    }
  }

  /** Its head is read; what becomes of it is not decided. */
  record UndecidedExchange(HttpExchange exchange) implements ExchangePhase {}

  /** Its answer is under way. */
  record RunningAnswer(HttpExchange exchange, ClientAnswer answer) implements ExchangePhase {}

  /**
   * It is answered; its body may still come.
   *
   * @param answer one that was under way when the client was refused, and has not ended yet
   */
  record AnsweredExchange(HttpExchange exchange, @Nullable ClientAnswer answer)
      implements ExchangePhase {}

  /** Returns the request; null where none has begun. */
  @Nullable HttpExchange exchange();

  /** Returns the answer under way; null for none. */
  default @Nullable ClientAnswer answer() {
    return null;
  }

  /** Returns whether it is {@code other} that is answered or to be answered. */
  @SuppressWarnings("ReferenceEquality") // this very one
  default boolean isOf(HttpExchange other) {
    return exchange() == other;
  }

  default boolean isAnswered() {
    return this instanceof AnsweredExchange;
  }
}

package dev.compresh.pipeline;

import java.util.function.Function;

/** What a stage comes to: something for the next one, or the end. */
sealed interface Step<T> {

  record Next<T>(T value) implements Step<T> {}

  record Stop<T>(Problem problem) implements Step<T> {}

  static <T> Step<T> next(T value) {
    return new Next<>(value);
  }

  static <T> Step<T> stop(Problem problem) {
    return new Stop<>(problem);
  }

  default <R> Step<R> then(Function<T, Step<R>> stage) {
    return switch (this) {
      case Next<T>(T value) -> stage.apply(value);
      case Stop<T>(Problem problem) -> new Stop<>(problem);
    };
  }
}

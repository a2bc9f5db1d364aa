package dev.compresh.proxy;

import java.util.function.Function;

/** The result of a stage: a value for the next one, or the end. */
sealed interface StageResult<T> {

  record StageNext<T>(T value) implements StageResult<T> {}

  record StageStop<T>(ApiError problem) implements StageResult<T> {}

  static <T> StageResult<T> next(T value) {
    return new StageNext<>(value);
  }

  static <T> StageResult<T> stop(ApiError apiError) {
    return new StageStop<>(apiError);
  }

  default <R> StageResult<R> then(Function<T, StageResult<R>> stage) {
    return switch (this) {
      case StageNext<T>(T value) -> stage.apply(value);
      case StageStop<T>(ApiError apiError) -> new StageStop<>(apiError);
    };
  }
}

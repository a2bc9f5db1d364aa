package dev.compresh.proxy;

import dev.compresh.http.Headers;
import java.util.function.Function;

/** The result of a stage: a value for the next one, or the end. */
sealed interface StageResult<T> {

  record StageNext<T>(T value) implements StageResult<T> {}

  /**
   * The end.
   *
   * @param headers of the answer, behind those of the rate limit
   */
  record StageStop<T>(ApiError problem, Headers headers) implements StageResult<T> {}

  static <T> StageResult<T> next(T value) {
    return new StageNext<>(value);
  }

  static <T> StageResult<T> stop(ApiError apiError) {
    return new StageStop<>(apiError, Headers.NONE);
  }

  static <T> StageResult<T> stop(ApiError apiError, Headers headers) {
    return new StageStop<>(apiError, headers);
  }

  default <R> StageResult<R> then(Function<T, StageResult<R>> stage) {
    return switch (this) {
      case StageNext<T>(T value) -> stage.apply(value);
      case StageStop<T>(ApiError apiError, Headers headers) -> new StageStop<>(apiError, headers);
    };
  }
}

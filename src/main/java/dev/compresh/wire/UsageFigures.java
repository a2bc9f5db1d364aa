package dev.compresh.wire;

import org.jspecify.annotations.Nullable;

/**
 * Gathers a usage object's figures as they come. Streams tell them once or growing, in several
 * events; so the largest of each counts.
 */
final class UsageFigures {
  private static final long UNKNOWN = -1;

  /** More than any request has of anything: sums of what is told beyond it would not fit a long. */
  private static final long MOST = 1_000_000_000;

  private final @Nullable Dialect dialect;
  private long input = UNKNOWN;
  private long output = UNKNOWN;
  private long cacheRead;
  private long cacheWrite;
  private long cacheWrite5m;
  private long cacheWrite1h;
  private long reasoning;
  private long heard;
  private long spoken;
  private long seconds;

  UsageFigures(@Nullable Dialect dialect) {
    this.dialect = dialect;
  }

  /**
   * A figure.
   *
   * @param of the object that it stands in
   */
  void number(Names of, Names name, long told) {
    long value = Math.min(told, MOST);
    switch (name) {
      case PROMPT_TOKENS, INPUT_TOKENS -> input = Math.max(input, value);
      case COMPLETION_TOKENS, OUTPUT_TOKENS -> output = Math.max(output, value);
      case CACHED_TOKENS, CACHE_READ_INPUT_TOKENS, PROMPT_CACHE_HIT_TOKENS ->
          cacheRead = Math.max(cacheRead, value);
      case CACHE_WRITE_TOKENS, CACHE_CREATION_INPUT_TOKENS ->
          cacheWrite = Math.max(cacheWrite, value);
      case EPHEMERAL_5M_INPUT_TOKENS -> cacheWrite5m = Math.max(cacheWrite5m, value);
      case EPHEMERAL_1H_INPUT_TOKENS -> cacheWrite1h = Math.max(cacheWrite1h, value);
      case REASONING_TOKENS -> reasoning = Math.max(reasoning, value);
      case SECONDS -> seconds = Math.max(seconds, value);
      case AUDIO_TOKENS -> sound(of, value);
      default -> {}
    }
  }

  private void sound(Names of, long value) {
    switch (of) {
      case PROMPT_TOKENS_DETAILS, INPUT_TOKENS_DETAILS, INPUT_TOKEN_DETAILS ->
          heard = Math.max(heard, value);
      case COMPLETION_TOKENS_DETAILS, OUTPUT_TOKENS_DETAILS, OUTPUT_TOKEN_DETAILS ->
          spoken = Math.max(spoken, value);
      default -> {}
    }
  }

  /**
   * What was told, null where nothing was.
   *
   * @param leastOutput output tokens that were seen to go by, whatever was told
   */
  @Nullable Usage usage(long leastOutput) {
    if (input == UNKNOWN && output == UNKNOWN && seconds == 0) {
      return null;
    }
    long writes = Math.max(cacheWrite, cacheWrite5m + cacheWrite1h);
    long fresh = Math.max(0, input);
    if (dialect != Dialect.MESSAGES) {
      fresh = Math.max(0, fresh - cacheRead - writes);
    }
    return new Usage(
        fresh,
        cacheRead,
        writes - cacheWrite1h,
        cacheWrite1h,
        Math.max(leastOutput, output),
        reasoning,
        Math.min(heard, fresh),
        spoken,
        seconds);
  }
}

package dev.compresh.wire;

/**
 * Tokens as the provider reported them, brought to one shape: {@code input} is fresh input alone,
 * with cache reads and writes beside it (OpenAI counts cached tokens inside the prompt, Anthropic
 * beside it).
 *
 * @param input fresh input tokens
 * @param cacheRead input tokens read from the provider's prompt cache
 * @param cacheWrite5m input tokens written to it, five minutes' life (also where no life is told)
 * @param cacheWrite1h input tokens written to it, one hour's life
 * @param output output tokens, reasoning included
 * @param reasoning output tokens spent on reasoning, 0 where not told
 * @param audioInput fresh input tokens that are sound, 0 where not told
 * @param audioOutput output tokens that are sound, likewise
 * @param seconds of sound that was written down, where the provider tells them instead of tokens;
 *     else 0
 */
public record Usage(
    long input,
    long cacheRead,
    long cacheWrite5m,
    long cacheWrite1h,
    long output,
    long reasoning,
    long audioInput,
    long audioOutput,
    long seconds) {

  /** Of text alone. */
  public Usage(
      long input,
      long cacheRead,
      long cacheWrite5m,
      long cacheWrite1h,
      long output,
      long reasoning) {
    this(input, cacheRead, cacheWrite5m, cacheWrite1h, output, reasoning, 0, 0, 0);
  }

  /** All input tokens, cached or not. */
  public long prompt() {
    return input + cacheRead + cacheWrite5m + cacheWrite1h;
  }
}

package dev.compresh.dialect;

import java.util.Objects;

/**
 * Tokens as the provider reported them, brought to one shape: {@code input} is fresh input alone,
 * with cache reads and writes next to it (OpenAI counts cached tokens inside the prompt, Anthropic
 * next to it).
 *
 * @param input fresh input tokens
 * @param cacheRead input tokens read from the provider's prompt cache
 * @param cacheWrite5m input tokens written to it, five minutes' life (also where no life is
 *     reported)
 * @param cacheWrite1h input tokens written to it, one hour's life
 * @param output output tokens, reasoning included
 * @param reasoning output tokens spent on reasoning, 0 where not reported
 * @param audioInput fresh input tokens that are sound, 0 where not reported
 * @param audioOutput output tokens that are sound, likewise
 * @param seconds of sound that was written down, where the provider tells them instead of tokens;
 *     else 0
 * @param extras what is reported beyond these tokens
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
    long seconds,
    UsageExtras extras) {

  public Usage {
    // Events spooled by an older program have none.
    extras = Objects.requireNonNullElse(extras, UsageExtras.NONE);
  }

  /** Of tokens alone. */
  public Usage(
      long input,
      long cacheRead,
      long cacheWrite5m,
      long cacheWrite1h,
      long output,
      long reasoning,
      long audioInput,
      long audioOutput,
      long seconds) {
    this(
        input,
        cacheRead,
        cacheWrite5m,
        cacheWrite1h,
        output,
        reasoning,
        audioInput,
        audioOutput,
        seconds,
        UsageExtras.NONE);
  }

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
    return input + cacheRead + cacheWrites();
  }

  /** Input tokens written to the provider's prompt cache, for whatever life. */
  public long cacheWrites() {
    return cacheWrite5m + cacheWrite1h + extras.cacheWrite30m() + extras.cacheWrite12h();
  }

  /** The same with these extras. */
  public Usage withExtras(UsageExtras reported) {
    return new Usage(
        input,
        cacheRead,
        cacheWrite5m,
        cacheWrite1h,
        output,
        reasoning,
        audioInput,
        audioOutput,
        seconds,
        reported);
  }
}

package dev.compresh.usage;

import dev.compresh.dialect.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The usage that the provider would have reported for the same request without compression, with
 * the cache hit that it would have had. Never claims a saving of the provider's own cache: where it
 * is in doubt, the uncompressed request is taken to have been read from the cache.
 *
 * @param paid what the provider reported of the request as forwarded
 * @param saved tokens that compression took from it
 * @param before the conversation's request before, null where none is known
 */
public record CounterfactualUsage(Usage paid, long saved, @Nullable EarlierRequest before) {
  /** The least that OpenAI and Anthropic cache, in tokens. */
  public static final long LEAST = 1_024;

  /**
   * The conversation's request before.
   *
   * @param prompt its tokens uncompressed, as far as they stand in this request too
   * @param stable tokens forwarded then that stay a prefix: without what comes before the live
   *     question for one turn alone
   * @param changed whether compression changed it
   * @param warm whether the provider caches, and its cache's life was not over
   * @param bust whether this request's forwarded bytes left that prefix
   */
  public record EarlierRequest(
      long prompt, long stable, boolean changed, boolean warm, boolean bust) {}

  /** Returns the usage assumed if the provider reported none: the same hit on both sides. */
  public static Usage assumed(
      long forwarded, long output, @Nullable EarlierRequest earlierRequest) {
    boolean hit =
        earlierRequest != null
            && earlierRequest.warm
            && !earlierRequest.bust
            && earlierRequest.stable >= LEAST;
    long read = hit && earlierRequest != null ? Math.min(earlierRequest.stable, forwarded) : 0;
    return new Usage(forwarded - read, read, 0, 0, output, 0);
  }

  /** Figures of the uncompressed request; its output is that of the real one. */
  public Usage uncompressed() {
    if (saved == 0 && (before == null || !before.changed)) {
      return paid;
    }
    long prompt = paid.prompt() + saved;
    long read = Math.min(prompt, read(prompt));
    long rest = prompt - read;
    long writes = paid.cacheWrites();
    // What comes after the client's last cache mark is fresh on both sides.
    long fresh = writes == 0 ? rest : Math.min(rest, paid.input());
    long written = rest - fresh;
    long hour = share(written, paid.cacheWrite1h(), writes);
    long halfHour = share(written, paid.extras().cacheWrite30m(), writes);
    long halfDay = share(written, paid.extras().cacheWrite12h(), writes);
    return new Usage(
            fresh,
            read,
            written - hour - halfHour - halfDay,
            hour,
            paid.output(),
            paid.reasoning(),
            Math.min(paid.audioInput(), fresh),
            paid.audioOutput(),
            paid.seconds())
        .withExtras(paid.extras().withCacheWrites(halfHour, halfDay));
  }

  private static long share(long written, long part, long writes) {
    return part == 0 ? 0 : written * part / writes;
  }

  private long read(long prompt) {
    long read = paid.cacheRead();
    if (before == null || (before.bust && !before.warm)) {
      return paid.prompt() == 0 ? 0 : read * prompt / paid.prompt();
    }
    if (before.bust || before.stable < LEAST) {
      // What was forwarded can't tell whether the cache was warm: it was left, or too small.
      return before.warm && before.prompt >= LEAST ? Math.max(read, before.prompt) : read;
    }
    // The prefix was kept, so what the provider read of it tells what it would have read; a gap
    // below the least comes from its step size or the end of the last question.
    return before.stable - read <= LEAST && read > 0
        ? before.prompt
        : before.prompt * Math.min(read, before.stable) / before.stable;
  }
}

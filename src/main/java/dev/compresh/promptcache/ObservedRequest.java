package dev.compresh.promptcache;

import dev.compresh.dialect.Usage;

/**
 * A request that was answered, as far as advice needs it.
 *
 * @param session the session that it belongs to
 * @param start when it came, in epoch milliseconds
 * @param firstByte when its answer began
 * @param usage what the provider reported
 */
public record ObservedRequest(
    PromptOutline outline, String session, long start, long firstByte, Usage usage) {

  long written() {
    return usage.cacheWrite5m() + usage.cacheWrite1h();
  }

  /** Tokens of {@code bytes} of it, by the provider's count of the whole. */
  long tokens(long bytes) {
    long all = outline.length(0, outline.hashes().length);
    return all == 0 ? 0 : usage.prompt() * bytes / all;
  }

  long tokens(int from, int to) {
    return tokens(outline.length(from, to));
  }
}

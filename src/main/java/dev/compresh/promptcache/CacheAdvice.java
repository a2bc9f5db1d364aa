package dev.compresh.promptcache;

/**
 * The loss of one request whose cache was broken.
 *
 * @param place where, as {@code system, line 3}; never a text of the client's
 * @param tokens that could have been read from the cache
 * @param units what that cost, in thousandths of a fresh input token
 */
public record CacheAdvice(AdviceKind kind, String place, long tokens, long units) {}

package dev.compresh.promptcache;

import org.jspecify.annotations.Nullable;

/**
 * All that a decision about marks rests on. Tokens are the provider's, as far as one can tell
 * before it answers.
 *
 * @param prefixTokens tokens of tools and system text
 * @param totalTokens tokens of the whole prompt as it goes out
 * @param minimum tokens below which the model caches nothing
 * @param rates what the model's cache costs
 * @param prefixLife the life for which the prefix is in the cache; null where it is not
 * @param prefixChances that the same prefix comes again, from any conversation
 * @param previousLife the life for which the conversation's beginning is in the cache; null where
 *     it is not
 * @param cachedTokens tokens of that beginning
 * @param turnChances that this conversation goes on
 */
public record CacheSituation(
    long prefixTokens,
    long totalTokens,
    int minimum,
    CacheRates rates,
    @Nullable CacheLifetime prefixLife,
    ReturnChances prefixChances,
    @Nullable CacheLifetime previousLife,
    long cachedTokens,
    ReturnChances turnChances) {}

/**
 * Requests per minute.
 *
 * <p>Start at {@link dev.compresh.limit.RateLimiter}. Knows keys only as names; must not know
 * accounts, money or HTTP.
 */
@NullMarked
package dev.compresh.limit;

import org.jspecify.annotations.NullMarked;

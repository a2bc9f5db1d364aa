/**
 * Requests per minute: within one process, over a Redis server ({@code redis}), or by shares that
 * are leased through the database ({@code lease}).
 *
 * <p>Start at {@link dev.compresh.limit.RateLimiter}. Knows keys only as names; must not know
 * accounts, money or HTTP.
 */
@NullMarked
package dev.compresh.limit;

import org.jspecify.annotations.NullMarked;

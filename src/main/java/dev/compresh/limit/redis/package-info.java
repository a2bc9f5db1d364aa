/**
 * Limits that instances share through Valkey or Redis.
 *
 * <p>Start at {@link dev.compresh.limit.redis.RedisRateLimiter}. Nothing else knows the client
 * library.
 */
@NullMarked
package dev.compresh.limit.redis;

import org.jspecify.annotations.NullMarked;

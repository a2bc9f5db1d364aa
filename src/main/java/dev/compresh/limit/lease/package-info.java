/**
 * Limits that instances share through the database: each leases shares of a key's limit.
 *
 * <p>Start at {@link dev.compresh.limit.lease.LeasedRateLimiter}.
 */
@NullMarked
package dev.compresh.limit.lease;

import org.jspecify.annotations.NullMarked;

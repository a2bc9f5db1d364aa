/**
 * Usage of every request: events, written off the hot path, and reports over them.
 *
 * <p>Start at {@link dev.compresh.usage.UsageLog} (in) and {@link dev.compresh.usage.UsageReports}
 * (out). Events hold counts, names and times, never a message's text. Each is added to roll-ups
 * ({@link dev.compresh.usage.RollupLevel}) in the transaction that writes it, and is deleted after
 * the time that the operator sets; the roll-ups stay. Knows {@code store} and the wire's usage
 * record; must not know accounts, compression or HTTP.
 */
@NullMarked
package dev.compresh.usage;

import org.jspecify.annotations.NullMarked;

/**
 * What every request used: events, written off the hot path, and reports over them.
 *
 * <p>Start at {@link dev.compresh.usage.UsageLog} (in) and {@link dev.compresh.usage.UsageReports}
 * (out). Events hold counts, names and times, never a message's text. They are kept until the
 * operator deletes them: they are what money is reckoned from. Knows {@code store} and the wire's
 * usage record; must not know accounts, compression or HTTP.
 */
@NullMarked
package dev.compresh.usage;

import org.jspecify.annotations.NullMarked;

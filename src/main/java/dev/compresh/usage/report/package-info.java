/**
 * Reports over the roll-ups of usage, and the log of single requests.
 *
 * <p>Start at {@link dev.compresh.usage.report.RollupReports}. Sums come from roll-ups alone, so
 * that they take the same time however many requests there were; single requests are read for the
 * log, one session or one request only. Knows {@code usage} and {@code store}.
 */
@NullMarked
package dev.compresh.usage.report;

import org.jspecify.annotations.NullMarked;

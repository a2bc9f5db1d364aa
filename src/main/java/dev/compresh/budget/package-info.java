/**
 * Money: who may still spend, what is held while a request runs, and the ledger.
 *
 * <p>Start at {@link dev.compresh.budget.Budget} (asked for each request), {@link
 * dev.compresh.budget.SpendRecorder} (written with each event) and {@link
 * dev.compresh.budget.CapTable}, {@link dev.compresh.budget.Ledger} (changed by operators). All
 * amounts are integers in micro-USD, all times UTC. Knows {@code store}; must not know prices,
 * models, tokens' meaning or HTTP.
 */
@NullMarked
package dev.compresh.budget;

import org.jspecify.annotations.NullMarked;

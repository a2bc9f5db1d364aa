/**
 * Observation of the running program: metrics, access log, log format.
 *
 * <p>Start at {@link dev.compresh.observe.Metrics}. Takes numbers and names only; must not know
 * what a prompt or a key is.
 */
@NullMarked
package dev.compresh.observe;

import org.jspecify.annotations.NullMarked;

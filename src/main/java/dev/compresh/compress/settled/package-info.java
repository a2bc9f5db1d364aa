/**
 * Layer C: results that the assistant has answered to keep the lines that its answer speaks of,
 * with errors, the first and the last lines. Lossy: modes {@code balanced} and {@code max}.
 *
 * <p>Start at {@link dev.compresh.compress.settled.Settled}. Knows lines and answers, and nothing
 * of bodies or policies.
 */
@NullMarked
package dev.compresh.compress.settled;

import org.jspecify.annotations.NullMarked;

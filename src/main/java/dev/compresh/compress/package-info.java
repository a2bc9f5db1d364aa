/**
 * The compressor: a pure function from a prompt and a policy to a plan of changes.
 *
 * <p>Start at {@link dev.compresh.compress.Compressor}. Knows {@code wire} and {@code token}; must
 * not know clocks, stores, HTTP or whose conversation it reads.
 */
@NullMarked
package dev.compresh.compress;

import org.jspecify.annotations.NullMarked;

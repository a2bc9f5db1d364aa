/**
 * The compressor: a pure function from a prompt and a policy to a plan of changes.
 *
 * <p>Start at {@link dev.compresh.compression.Compressor}. Knows {@code dialect} and {@code token};
 * must not know clocks, stores, HTTP or whose conversation it reads.
 */
@NullMarked
package dev.compresh.compression;

import org.jspecify.annotations.NullMarked;

/**
 * Dedup: runs of lines that already stand earlier in the forwarded conversation become one line
 * that says where.
 *
 * <p>Start at {@link dev.compresh.compression.dedup.LineIndex}. Knows lines and where they came
 * from, and nothing of bodies or policies.
 */
@NullMarked
package dev.compresh.compression.dedup;

import org.jspecify.annotations.NullMarked;

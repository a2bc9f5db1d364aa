/**
 * Layer B: runs of lines that already stand earlier in the forwarded conversation become one line
 * that says where.
 *
 * <p>Start at {@link dev.compresh.compress.repeat.LineIndex}. Knows lines and where they came from,
 * and nothing of bodies or policies.
 */
@NullMarked
package dev.compresh.compress.repeat;

import org.jspecify.annotations.NullMarked;

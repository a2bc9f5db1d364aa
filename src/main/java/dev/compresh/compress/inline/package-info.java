/**
 * Agents that know no tool calls: what their tools print stands in messages of the user.
 *
 * <p>Start at {@link dev.compresh.compress.inline.InlineResults}. Knows {@code wire} alone.
 */
@NullMarked
package dev.compresh.compress.inline;

import org.jspecify.annotations.NullMarked;

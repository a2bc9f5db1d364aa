/**
 * Agents that know no tool calls: what their tools print appears in messages of the user.
 *
 * <p>Start at {@link dev.compresh.compression.plaintext.InlineResults}. Knows {@code dialect}
 * alone.
 */
@NullMarked
package dev.compresh.compression.plaintext;

import org.jspecify.annotations.NullMarked;

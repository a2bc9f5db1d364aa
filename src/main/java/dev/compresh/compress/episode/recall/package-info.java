/**
 * Finds and prints the old passages that a question needs.
 *
 * <p>Start at {@link dev.compresh.compress.episode.recall.RecallWriter}. Knows {@code text}; must not
 * know episodes or gists.
 */
@NullMarked
package dev.compresh.compress.episode.recall;

import org.jspecify.annotations.NullMarked;

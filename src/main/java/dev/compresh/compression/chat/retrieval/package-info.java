/**
 * Finds and prints the old passages that a question needs.
 *
 * <p>Start at {@link dev.compresh.compression.chat.retrieval.RecallWriter}. Knows {@code text};
 * must not know episodes or gists.
 */
@NullMarked
package dev.compresh.compression.chat.retrieval;

import org.jspecify.annotations.NullMarked;

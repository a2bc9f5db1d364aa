/**
 * Writes what is salient in an episode as a few frozen lines.
 *
 * <p>Start at {@link dev.compresh.compression.chat.summary.GistWriter}. Knows {@code recall}'s
 * passages; must not know prompts.
 */
@NullMarked
package dev.compresh.compression.chat.summary;

import org.jspecify.annotations.NullMarked;

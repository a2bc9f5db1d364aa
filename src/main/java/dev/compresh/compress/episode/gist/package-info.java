/**
 * Writes what is salient in an episode as a few frozen lines.
 *
 * <p>Start at {@link dev.compresh.compress.episode.gist.GistWriter}. Knows {@code recall}'s
 * passages; must not know prompts.
 */
@NullMarked
package dev.compresh.compress.episode.gist;

import org.jspecify.annotations.NullMarked;

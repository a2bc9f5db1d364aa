/**
 * Eviction: which results of tools are stale, in which order they may go, and what a reader is
 * shown in their place.
 *
 * <p>Start at {@link dev.compresh.compression.eviction.EvictionCandidates}. Knows calls and their
 * results by their sizes and lines; must not know bodies, policies or other layers' decisions.
 */
@NullMarked
package dev.compresh.compression.eviction;

import org.jspecify.annotations.NullMarked;

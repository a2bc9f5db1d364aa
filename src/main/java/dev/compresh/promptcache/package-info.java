/**
 * The provider's prompt cache, used for clients that mark nothing: where breakpoints go, whether
 * they pay, what was learned of how often a prefix comes back, and what breaks a client's cache.
 *
 * <p>Start at {@link dev.compresh.promptcache.CacheReckoning} (whether) and {@link
 * dev.compresh.promptcache.BreakpointPlanner} (where). Both are pure. Knows {@code dialect}; must
 * not know compression, providers or the pipeline.
 */
@NullMarked
package dev.compresh.promptcache;

import org.jspecify.annotations.NullMarked;

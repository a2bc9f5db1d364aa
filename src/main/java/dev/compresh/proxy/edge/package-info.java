/**
 * Decisions about a request before the stages: preflights of browsers, upgrades that are not
 * spoken, and paths of other APIs that mean one of ours.
 *
 * <p>Start at {@link dev.compresh.proxy.edge.EdgeHandler}. Must not know keys, models or providers.
 */
@NullMarked
package dev.compresh.proxy.edge;

import org.jspecify.annotations.NullMarked;

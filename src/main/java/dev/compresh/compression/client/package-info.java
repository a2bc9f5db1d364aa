/**
 * Clients: which agents there are, and how they write the calls of their tools.
 *
 * <p>Start at {@link dev.compresh.compression.client.KnownAgent}, the table of agents, and at
 * {@link dev.compresh.compression.client.ToolScript}, which reads calls out of JavaScript. Knows
 * nothing else of the project.
 */
@NullMarked
package dev.compresh.compression.client;

import org.jspecify.annotations.NullMarked;

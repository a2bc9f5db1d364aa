/**
 * Agents: what the layers for tool results make of a conversation, message by message.
 *
 * <p>Start at {@link dev.compresh.compress.agent.AgentHistory}. Knows the layers and the engine's
 * contracts; must not know the engine itself.
 */
@NullMarked
package dev.compresh.compress.agent;

import org.jspecify.annotations.NullMarked;

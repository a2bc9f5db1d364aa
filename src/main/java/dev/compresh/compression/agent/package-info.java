/**
 * Agents: what the layers for tool results make of a conversation, message by message.
 *
 * <p>Start at {@link dev.compresh.compression.agent.AgentHistory}. Knows the layers and the
 * engine's contracts; must not know the engine itself.
 */
@NullMarked
package dev.compresh.compression.agent;

import org.jspecify.annotations.NullMarked;

/**
 * The built-in simulated provider: it speaks the APIs of OpenAI and Anthropic, keeps a prompt
 * cache, checks conversations as strictly as the real ones do, and fails on demand. Reasoning that
 * it hands out is signed, and checked when it comes back ({@link dev.compresh.sim.ThinkingCheck},
 * {@link dev.compresh.sim.EncryptedReasoning}, {@link dev.compresh.sim.ThoughtSignatures}).
 *
 * <p>Start at {@link dev.compresh.sim.SimProvider}; {@link dev.compresh.sim.ConversationCheck}
 * alone says whether a body is valid for its provider. Knows {@code dialect} and {@code token}
 * only: nothing of the gateway that talks to it.
 */
@NullMarked
package dev.compresh.sim;

import org.jspecify.annotations.NullMarked;

/**
 * Tells agents' sessions from chats by their shape: who acts, and what answers.
 *
 * <p>Start at {@link dev.compresh.compression.chat.agency.AgentLoop}. Knows {@code dialect} and the
 * texts of {@code episode.text}; must not know how episodes are cut.
 */
@NullMarked
package dev.compresh.compression.chat.agency;

import org.jspecify.annotations.NullMarked;

/**
 * Turns of conversations, kept where the operator turned that on: encrypted, bound to their
 * session, with a session's end of life. They show which turns a client has trimmed.
 *
 * <p>Start at {@link dev.compresh.session.turns.TurnStore} and {@link
 * dev.compresh.session.turns.TurnTree}.
 */
@NullMarked
package dev.compresh.session.turns;

import org.jspecify.annotations.NullMarked;

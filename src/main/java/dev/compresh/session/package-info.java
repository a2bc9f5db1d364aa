/**
 * Which conversation a request belongs to, and what is remembered of it: counts and a small state,
 * seven days long, never a message's text.
 *
 * <p>Start at {@link dev.compresh.session.SessionIdentity} and {@link
 * dev.compresh.session.Sessions}. State is a cache: all must work without it. Knows {@code store}
 * and {@code dialect}; must not know compression, accounts or HTTP.
 */
@NullMarked
package dev.compresh.session;

import org.jspecify.annotations.NullMarked;

/**
 * Objects that providers hold for organisations (responses, conversations, files …): at which
 * account each of it lies, whose it is, and how many tokens it comes to.
 *
 * <p>Start at {@link dev.compresh.session.held.HeldObjects}. Ids are kept as hashes alone.
 */
@NullMarked
package dev.compresh.session.held;

import org.jspecify.annotations.NullMarked;

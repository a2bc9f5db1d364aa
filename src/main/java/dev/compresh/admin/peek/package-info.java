/**
 * Shows an admin the texts of a session's next requests, for some minutes, from memory alone.
 *
 * <p>Start at {@link dev.compresh.admin.peek.PeekRoutes}. Must not store or log texts, nor hold
 * them in a form that anybody but the viewer's sign-in can open.
 */
@NullMarked
package dev.compresh.admin.peek;

import org.jspecify.annotations.NullMarked;

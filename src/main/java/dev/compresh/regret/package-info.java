/**
 * Signs that compression took away what was needed: what an agent reads or runs again, edits that
 * were refused, what users say again.
 *
 * <p>Start at {@link dev.compresh.regret.SessionWatch}. Looks at requests that are out already;
 * keeps hashes and counts, no text.
 */
@NullMarked
package dev.compresh.regret;

import org.jspecify.annotations.NullMarked;

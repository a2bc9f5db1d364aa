/**
 * The ledger of what was sent: entries per session that never change once they are written, shared
 * by all instances, encrypted, deleted with the session. Their content is opaque here.
 *
 * <p>Start at {@link dev.compresh.session.sent.SentLedger}. {@link
 * dev.compresh.session.sent.StoredSentLedger} keeps it in the store, {@link
 * dev.compresh.session.sent.MemorySentLedger} in this process alone.
 */
@NullMarked
package dev.compresh.session.sent;

import org.jspecify.annotations.NullMarked;

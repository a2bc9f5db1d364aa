package dev.compresh.session.sent;

import dev.compresh.session.SessionKey;
import java.util.concurrent.CompletableFuture;

/**
 * An entry that waits to be written.
 *
 * @param entries of its session, which show it meanwhile
 * @param id random; tells whether a row is this entry
 * @param durable completes when it is written
 */
record QueuedSegment(
    SessionKey session,
    SentSession entries,
    long id,
    byte[] content,
    long addedAt,
    CompletableFuture<Void> durable) {}

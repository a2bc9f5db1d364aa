package dev.compresh.sim.http;

import java.util.concurrent.CompletableFuture;

/**
 * A request that was received.
 *
 * @param connection number of the connection that it came on, from 1
 * @param nanoTime when its last byte was read, by {@link System#nanoTime}
 * @param ending completes when the exchange is over
 */
public record RecordedRequest(
    SimRequest request, long connection, long nanoTime, CompletableFuture<ExchangeEnding> ending) {}

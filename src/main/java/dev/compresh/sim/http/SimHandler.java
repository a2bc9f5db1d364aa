package dev.compresh.sim.http;

/** Answers requests. Called on the connection's own virtual thread. */
@FunctionalInterface
public interface SimHandler {
  SimReply handle(SimRequest simRequest);
}

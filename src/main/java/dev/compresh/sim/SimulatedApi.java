package dev.compresh.sim;

import dev.compresh.sim.http.SimReply;

/** One endpoint. */
@FunctionalInterface
interface SimulatedApi {
  SimReply answer(SimulatedCall simulatedCall) throws SimulatedRefusal;
}

package dev.compresh.sim;

import dev.compresh.sim.http.SimRequest;
import tools.jackson.databind.JsonNode;

/**
 * A request whose body has been read.
 *
 * @param scope whose prompt cache it uses
 * @param account digest of the API key, to which reasoning may belong
 * @param large characters of one large event to answer with, 0 for none
 */
record SimulatedCall(SimRequest request, JsonNode body, String scope, String account, int large) {
  boolean streams() {
    return body.path("stream").asBoolean(false);
  }

  String model() {
    return SimulatedJson.text(body, "model");
  }
}

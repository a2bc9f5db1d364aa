package dev.compresh.sim;

import dev.compresh.dialect.Dialect;
import dev.compresh.http.Header;
import dev.compresh.http.Headers;
import dev.compresh.sim.http.SimReply;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The parts shared by all endpoints: the model, its prompt cache, ids, the clock, the rules. */
record SimulatorEngine(
    PartCounter counting,
    PromptCache cache,
    SimulatedModel model,
    SimulatedIds ids,
    InstantSource clock,
    PrefixEnforcement enforcement) {
  private static final String MISSING = "missing-model";

  long seconds() {
    return clock.instant().getEpochSecond();
  }

  /** Refuses a body that the provider of the dialect would refuse. */
  void check(Dialect dialect, JsonNode body) throws SimulatedRefusal {
    List<SimulatedProblem> problems = ConversationCheck.problems(dialect, body);
    ProviderErrors provider = DialectRules.of(dialect).errors();
    if (!problems.isEmpty()) {
      SimulatedProblem first = problems.getFirst();
      String message = provider == ProviderErrors.OPENAI ? first.message() : first.toString();
      throw SimulatedRefusal.invalid(first.path().isEmpty() ? null : first.path(), message);
    }
    known(provider, SimulatedJson.text(body, "model"));
  }

  /** Refuses the one model that no provider has. */
  void known(ProviderErrors provider, String model) throws SimulatedRefusal {
    if (!model.equals(MISSING)) {
      return;
    }
    if (provider == ProviderErrors.GOOGLE) {
      throw new SimulatedRefusal(
          404,
          "NOT_FOUND",
          null,
          null,
          "models/" + model + " is not found for API version v1beta.");
    }
    if (provider == ProviderErrors.ANTHROPIC) {
      throw new SimulatedRefusal(404, "not_found_error", null, null, "model: " + model);
    }
    throw new SimulatedRefusal(
        404,
        "invalid_request_error",
        "model_not_found",
        null,
        "The model `" + model + "` does not exist or you do not have access to it.");
  }

  SimReply stream(ProviderErrors provider, List<byte[]> events) {
    List<Header> lines = new ArrayList<>();
    for (Header line : provider.headers(ids.next("req_"))) {
      boolean type = line.name().equals("content-type");
      lines.add(type ? new Header(line.name(), "text/event-stream; charset=utf-8") : line);
    }
    lines.add(new Header("cache-control", "no-cache"));
    return SimReply.events(new Headers(lines), events);
  }
}

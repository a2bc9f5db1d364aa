package dev.compresh.sim;

import dev.compresh.sim.http.Reply;
import dev.compresh.wire.Dialect;
import dev.compresh.wire.Header;
import dev.compresh.wire.Headers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What all endpoints share: the model, its prompt cache, ids, the clock, the rules. */
record Engine(
    Counting counting,
    PromptCache cache,
    Model model,
    Ids ids,
    InstantSource clock,
    PrefixEnforcement enforcement) {
  private static final String MISSING = "missing-model";

  long seconds() {
    return clock.instant().getEpochSecond();
  }

  /** Refuses a body that the provider of the dialect would refuse. */
  void check(Dialect dialect, JsonNode body) throws Refusal {
    List<Problem> problems = ConversationCheck.problems(dialect, body);
    if (!problems.isEmpty()) {
      Problem first = problems.getFirst();
      String message = dialect == Dialect.MESSAGES ? first.toString() : first.message();
      throw Refusal.invalid(first.path().isEmpty() ? null : first.path(), message);
    }
    known(dialect == Dialect.MESSAGES, Json.text(body, "model"));
  }

  /** Refuses the one model that no provider has. */
  void known(boolean anthropic, String model) throws Refusal {
    if (!model.equals(MISSING)) {
      return;
    }
    if (anthropic) {
      throw new Refusal(404, "not_found_error", null, null, "model: " + model);
    }
    throw new Refusal(
        404,
        "invalid_request_error",
        "model_not_found",
        null,
        "The model `" + model + "` does not exist or you do not have access to it.");
  }

  Reply stream(ProviderErrors provider, List<byte[]> events) {
    List<Header> lines = new ArrayList<>();
    for (Header line : provider.headers(ids.next("req_"))) {
      boolean type = line.name().equals("content-type");
      lines.add(type ? new Header(line.name(), "text/event-stream; charset=utf-8") : line);
    }
    lines.add(new Header("cache-control", "no-cache"));
    return Reply.events(new Headers(lines), events);
  }
}

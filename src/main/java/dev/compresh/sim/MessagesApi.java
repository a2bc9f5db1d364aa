package dev.compresh.sim;

import dev.compresh.dialect.Dialect;
import dev.compresh.sim.http.SimReply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic Messages. */
final class MessagesApi implements SimulatedApi {
  private final SimulatorEngine simulatorEngine;
  private final HeldThreads threads = new HeldThreads();

  MessagesApi(SimulatorEngine simulatorEngine) {
    this.simulatorEngine = simulatorEngine;
  }

  @Override
  public SimReply answer(SimulatedCall simulatedCall) throws SimulatedRefusal {
    version(simulatedCall);
    ThinkingControls controls = ThinkingControls.read(simulatedCall);
    simulatorEngine.check(Dialect.MESSAGES, simulatedCall.body());
    JsonNode thread = simulatedCall.body().path("thread");
    @Nullable String previous = previous(thread);
    List<PromptPiece> earlier = earlier(previous);
    HeldThread held = previous == null ? null : threads.bound(previous);
    CheckedThinking thinking =
        new ThinkingCheck(simulatedCall, controls, simulatorEngine.enforcement(), held).check();
    JsonNode body = thinking.body();
    PromptReading promptReading =
        PromptReadings.messages(body, earlier, simulatorEngine.counting());
    CacheUse cache =
        simulatorEngine
            .cache()
            .written(
                simulatedCall.scope(),
                CacheRules.of(simulatedCall.model()),
                promptReading.pieces());
    List<OfferedTool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      if (tool.has("input_schema")) {
        tools.add(new OfferedTool(SimulatedJson.text(tool, "name"), tool.path("input_schema")));
      }
    }
    ModelQuestion modelQuestion =
        new ModelQuestion(
            simulatedCall.model(),
            promptReading,
            cache,
            tools,
            ToolChoice.anthropic(body),
            body.path("max_tokens").asInt(-1),
            controls.thinks(),
            schema(body),
            simulatedCall.large());
    SimulatedAnswer simulatedAnswer = simulatorEngine.model().answer(modelQuestion);
    ObjectNode message =
        new MessagesAnswer(simulatorEngine.ids(), modelQuestion, controls, thinking)
            .message(simulatedAnswer);
    if (thread.isObject()) {
      threads.keep(thinking, held, promptReading, message);
    }
    return simulatedCall.streams()
        ? simulatorEngine.stream(
            ProviderErrors.ANTHROPIC, MessagesStream.events(message, simulatedCall.large() > 0))
        : ProviderErrors.ANTHROPIC.ok(message, simulatorEngine.ids().next("req_"));
  }

  /** The endpoint that counts without answering. */
  SimReply count(SimulatedCall simulatedCall) throws SimulatedRefusal {
    version(simulatedCall);
    ThinkingControls controls = ThinkingControls.read(simulatedCall);
    SimulatedProblems simulatedProblems = new SimulatedProblems();
    new MessagesCheck(simulatedProblems).check(simulatedCall.body(), false);
    if (!simulatedProblems.found().isEmpty()) {
      throw SimulatedRefusal.invalid(null, simulatedProblems.found().getFirst().toString());
    }
    simulatorEngine.known(ProviderErrors.ANTHROPIC, simulatedCall.model());
    JsonNode body =
        new ThinkingCheck(simulatedCall, controls, simulatorEngine.enforcement(), null)
            .check()
            .body();
    int tokens = PromptReadings.messages(body, simulatorEngine.counting()).total();
    ObjectNode count = SimulatedJson.object().put("input_tokens", tokens);
    return ProviderErrors.ANTHROPIC.ok(count, simulatorEngine.ids().next("req_"));
  }

  /** The message that a thread goes on from, null where the body has all turns. */
  private static @Nullable String previous(JsonNode thread) {
    boolean continued = SimulatedJson.text(thread, "type").equals("continue");
    return continued ? SimulatedJson.text(thread, "previous_message_id") : null;
  }

  /** The turns that the provider holds, null where the body has them all. */
  private @Nullable List<PromptPiece> earlier(@Nullable String previous) throws SimulatedRefusal {
    if (previous == null) {
      return null;
    }
    List<PromptPiece> earlier = threads.pieces(previous);
    if (earlier == null) {
      throw new SimulatedRefusal(
          404, "not_found_error", null, null, "no state is held of the message '" + previous + "'");
    }
    return earlier;
  }

  /** The schema that the answer has to fit, null for free words. */
  private static @Nullable JsonNode schema(JsonNode body) {
    JsonNode format = body.path("output_config").path("format");
    format = SimulatedJson.absent(format) ? body.path("output_format") : format;
    return SimulatedJson.text(format, "type").equals("json_schema") ? format.path("schema") : null;
  }

  private static void version(SimulatedCall simulatedCall) throws SimulatedRefusal {
    if (simulatedCall.request().headers().first("anthropic-version") == null) {
      throw SimulatedRefusal.invalid(null, "anthropic-version: header is required");
    }
  }
}

package dev.compresh.sim;

import dev.compresh.sim.http.Reply;
import dev.compresh.wire.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic Messages. */
final class MessagesApi implements Api {
  private final Engine engine;
  private final HeldThreads threads = new HeldThreads();

  MessagesApi(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Reply answer(Call call) throws Refusal {
    version(call);
    ThinkingControls controls = ThinkingControls.read(call);
    engine.check(Dialect.MESSAGES, call.body());
    JsonNode thread = call.body().path("thread");
    @Nullable String previous = previous(thread);
    List<Piece> earlier = earlier(previous);
    HeldThread held = previous == null ? null : threads.bound(previous);
    CheckedThinking thinking =
        new ThinkingCheck(call, controls, engine.enforcement(), held).check();
    JsonNode body = thinking.body();
    Reading reading = Readings.messages(body, earlier, engine.counting());
    CacheUse cache =
        engine.cache().written(call.scope(), CacheRules.of(call.model()), reading.pieces());
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      if (tool.has("input_schema")) {
        tools.add(new Tool(Json.text(tool, "name"), tool.path("input_schema")));
      }
    }
    Ask ask =
        new Ask(
            call.model(),
            reading,
            cache,
            tools,
            ToolChoice.anthropic(body),
            body.path("max_tokens").asInt(-1),
            controls.thinks(),
            schema(body),
            call.large());
    Answer answer = engine.model().answer(ask);
    ObjectNode message = new MessagesAnswer(engine.ids(), ask, controls, thinking).message(answer);
    if (thread.isObject()) {
      threads.keep(thinking, held, reading, message);
    }
    return call.streams()
        ? engine.stream(ProviderErrors.ANTHROPIC, MessagesStream.of(message, call.large() > 0))
        : ProviderErrors.ANTHROPIC.ok(message, engine.ids().next("req_"));
  }

  /** The endpoint that counts without answering. */
  Reply count(Call call) throws Refusal {
    version(call);
    ThinkingControls controls = ThinkingControls.read(call);
    Problems problems = new Problems();
    new MessagesCheck(problems).check(call.body(), false);
    if (!problems.found().isEmpty()) {
      throw Refusal.invalid(null, problems.found().getFirst().toString());
    }
    engine.known(true, call.model());
    JsonNode body = new ThinkingCheck(call, controls, engine.enforcement(), null).check().body();
    int tokens = Readings.messages(body, engine.counting()).total();
    ObjectNode count = Json.object().put("input_tokens", tokens);
    return ProviderErrors.ANTHROPIC.ok(count, engine.ids().next("req_"));
  }

  /** The message that a thread goes on from, null where the body has all turns. */
  private static @Nullable String previous(JsonNode thread) {
    boolean continued = Json.text(thread, "type").equals("continue");
    return continued ? Json.text(thread, "previous_message_id") : null;
  }

  /** The turns that the provider holds, null where the body bears them all. */
  private @Nullable List<Piece> earlier(@Nullable String previous) throws Refusal {
    if (previous == null) {
      return null;
    }
    List<Piece> earlier = threads.pieces(previous);
    if (earlier == null) {
      throw new Refusal(
          404, "not_found_error", null, null, "no state is held of the message '" + previous + "'");
    }
    return earlier;
  }

  /** The schema that the answer has to fit, null for free words. */
  private static @Nullable JsonNode schema(JsonNode body) {
    JsonNode format = body.path("output_config").path("format");
    format = Json.absent(format) ? body.path("output_format") : format;
    return Json.text(format, "type").equals("json_schema") ? format.path("schema") : null;
  }

  private static void version(Call call) throws Refusal {
    if (call.request().headers().first("anthropic-version") == null) {
      throw Refusal.invalid(null, "anthropic-version: header is required");
    }
  }
}

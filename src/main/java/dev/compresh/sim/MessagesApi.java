package dev.compresh.sim;

import dev.compresh.sim.http.Reply;
import dev.compresh.wire.Dialect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Anthropic Messages. */
final class MessagesApi implements Api {
  private final Engine engine;
  private final ResponseStore threads = new ResponseStore();

  MessagesApi(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Reply answer(Call call) throws Refusal {
    version(call);
    engine.check(Dialect.MESSAGES, call.body());
    JsonNode body = call.body();
    JsonNode thread = body.path("thread");
    Reading reading = Readings.messages(body, earlier(thread), engine.counting());
    CacheUse cache = engine.cache().written(call.scope(), reading.pieces());
    List<Tool> tools = new ArrayList<>();
    for (JsonNode tool : body.path("tools")) {
      if (tool.has("input_schema")) {
        tools.add(new Tool(Json.text(tool, "name"), tool.path("input_schema")));
      }
    }
    String thinking = Json.text(body.path("thinking"), "type");
    Ask ask =
        new Ask(
            call.model(),
            reading,
            cache,
            tools,
            ToolChoice.anthropic(body),
            body.path("max_tokens").asInt(-1),
            thinking.equals("enabled") || thinking.equals("adaptive"),
            schema(body),
            call.large());
    Answer answer = engine.model().answer(ask);
    ObjectNode message = message(call, answer, cache);
    if (thread.isObject()) {
      threads.keep(Json.text(message, "id"), reading, message.path("content"), answer.tokens());
    }
    return call.streams()
        ? engine.stream(ProviderErrors.ANTHROPIC, MessagesStream.of(message, call.large() > 0))
        : ProviderErrors.ANTHROPIC.ok(message, engine.ids().next("req_"));
  }

  /** The endpoint that counts without answering. */
  Reply count(Call call) throws Refusal {
    version(call);
    Problems problems = new Problems();
    new MessagesCheck(problems).check(call.body(), false);
    if (!problems.found().isEmpty()) {
      throw Refusal.invalid(null, problems.found().getFirst().toString());
    }
    engine.known(true, call.model());
    int tokens = Readings.messages(call.body(), engine.counting()).total();
    ObjectNode count = Json.object().put("input_tokens", tokens);
    return ProviderErrors.ANTHROPIC.ok(count, engine.ids().next("req_"));
  }

  /** The turns that the provider holds, null where the body bears them all. */
  private @Nullable List<Piece> earlier(JsonNode thread) throws Refusal {
    if (!Json.text(thread, "type").equals("continue")) {
      return null;
    }
    String id = Json.text(thread, "previous_message_id");
    List<Piece> earlier = threads.get(id);
    if (earlier == null) {
      throw new Refusal(
          404, "not_found_error", null, null, "no state is held of the message '" + id + "'");
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

  private ObjectNode message(Call call, Answer answer, CacheUse cache) {
    ObjectNode message = Json.object().put("id", engine.ids().next("msg_"));
    message.put("type", "message").put("role", "assistant").put("model", call.model());
    ArrayNode content = message.putArray("content");
    for (Output output : answer.outputs()) {
      content.add(block(output));
    }
    message.put("stop_reason", stop(answer)).putNull("stop_sequence");
    ObjectNode usage = message.putObject("usage");
    usage.put("input_tokens", cache.fresh());
    usage.put("cache_creation_input_tokens", cache.written());
    usage.put("cache_read_input_tokens", cache.read());
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", cache.write5m())
        .put("ephemeral_1h_input_tokens", cache.write1h());
    usage.put("output_tokens", answer.tokens()).put("service_tier", "standard");
    return message;
  }

  private ObjectNode block(Output output) {
    return switch (output) {
      case Output.Thinking(String text) ->
          Json.typed("thinking").put("thinking", text).put("signature", Signature.of(text));
      case Output.Words(String text) -> Json.typed("text").put("text", text);
      case Output.Call(String name, String arguments) ->
          Json.typed("tool_use")
              .put("id", engine.ids().next("toolu_"))
              .put("name", name)
              .set("input", Json.read(arguments));
    };
  }

  private static String stop(Answer answer) {
    return switch (answer.stop()) {
      case END -> "end_turn";
      case LENGTH -> "max_tokens";
      case TOOLS -> "tool_use";
    };
  }
}
